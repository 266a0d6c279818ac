import { gone, until, type ObjectRef } from "#fixtures";
import { httpbinObjects, helloworldObjects, namespace } from "../resources.ts";
import { sample, helloworld } from "#fixtures";
import { readyPod, startHelloworld, startHttpbin } from "../workloads.ts";
import { breaking, type Break, type Place } from "./index.ts";

/* Ways to break the two services behind the gateways. */

const restored = {
  httpbin: startHttpbin,
  helloworld: startHelloworld,
};

type Service = keyof typeof restored;

const objectOf = (service: Service, kind: string): ObjectRef =>
  [...(service === "httpbin" ? httpbinObjects : helloworldObjects)].find((one) => one.kind === kind)!;

const called = ({ kind, metadata }: ObjectRef) => `${kind} ${namespace}/${metadata.name}`;

/** One object of the sample is not there; its pods go with a Deployment. */
export function sampleWithout(
  place: Place,
  service: Service,
  kind: "Service" | "Deployment" | "ServiceAccount",
): Break {
  const ref = objectOf(service, kind);
  return breaking(
    place,
    `${service}'s ${kind} is missing`,
    async ({ kube }) => {
      await kube.remove(ref);
      await gone(kube, ref);
      if (kind === "Deployment")
        await until(
          `no pod of ${service}`,
          async () => ((await kube.list("v1", "Pod", namespace, `app=${service}`)).length === 0 ? true : undefined),
          { within: 60_000 },
        );
    },
    { without: called(ref), restore: restored[service] },
  );
}

/** Its Service leads to a port on which nobody listens. */
export function serviceToAnotherPort(place: Place, service: Service): Break {
  const ref = objectOf(service, "Service");
  const yaml = service === "httpbin" ? sample("httpbin") : helloworld;
  const other =
    service === "httpbin"
      ? yaml.replace("targetPort: 8080", "targetPort: 8081")
      : yaml.replace("- port: 5000\n", "- port: 5000\n      targetPort: 5001\n");
  return breaking(
    place,
    `${service}'s Service leads to a port on which nobody listens`,
    async ({ kube }) => {
      await kube.apply(other, namespace);
      await until(`a pod of ${service}`, () => readyPod(kube, `app=${service}`), { within: 60_000 });
    },
    { weakens: called(ref), restore: restored[service] },
  );
}
