import {
  bookinfoGateway,
  bookinfoObjects,
  bookinfoPods,
  deployBookinfo,
  gone,
  takeInventory,
  type ObjectRef,
} from "#fixtures";
import type { AuthzHttp } from "../page.ts";
import { namespace } from "../resources.ts";
import { breaking, restoreGateway, type Break } from "./index.ts";

/* Ways to break what the page stands on: Bookinfo, and its way in. */

const networking = (kind: string, name: string): ObjectRef => ({
  apiVersion: "networking.istio.io/v1alpha3",
  kind,
  metadata: { name, namespace },
});
const gateway = networking("Gateway", "bookinfo-gateway");
const route = networking("VirtualService", "bookinfo");
const named = ({ kind, metadata: { name } }: ObjectRef) => `${kind} ${namespace}/${name}`;

const without = (ref: ObjectRef): Break =>
  breaking("none", `the ${ref.kind} ${ref.metadata.name} is missing`, ({ kube }) => kube.remove(ref), restoreGateway, {
    without: named(ref),
  });

const weaker = (ref: ObjectRef, what: string, from: string, to: string): Break =>
  breaking("none", what, ({ kube }) => kube.apply(bookinfoGateway.replace(from, to), namespace), restoreGateway, {
    weakens: named(ref),
  });

export const gatewayMissing = without(gateway);
export const routeMissing = without(route);
export const gatewayOnAnotherPort = weaker(
  gateway,
  "the Gateway listens on another port",
  "number: 80\n",
  "number: 8888\n",
);
export const routeToAnotherPort = weaker(
  route,
  "the VirtualService leads to a port that productpage has not got",
  "number: 9080",
  "number: 9081",
);

/** One of the sample's objects is not there. */
function sampleWithout(kind: string, name: string): Break {
  const ref = bookinfoObjects.find((one) => one.kind === kind && one.metadata.name === name)!;
  return breaking(
    "none",
    `Bookinfo's ${kind} ${name} is missing`,
    async ({ kube }) => {
      await kube.remove(ref);
      await gone(kube, ref);
    },
    async (state: AuthzHttp) => {
      await deployBookinfo(state);
      state.books = await bookinfoPods(state.kube);
      // A Service that is made anew has another address, which is none of the clean-up's doing.
      state.before = await takeInventory(state.kube);
    },
  );
}

export const detailsMissing = sampleWithout("Service", "details");
export const ratingsMissing = sampleWithout("Service", "ratings");
export const redMissing = sampleWithout("Deployment", "reviews-v3");
