import { gone, until, type Kube, type ObjectRef } from "#fixtures";
import { helloworldObjects, httpbinObjects, namespace } from "../resources.ts";
import { startHelloworld, startHttpbin } from "../workloads.ts";
import { breaking, called, type Break, type Position } from "./index.ts";

/* Ways to break the two services behind the gateways. */

const services = {
  httpbin: { objects: httpbinObjects, start: startHttpbin, port: 8000, targetPort: 8080 },
  helloworld: { objects: helloworldObjects, start: startHelloworld, port: 5000, targetPort: 5000 },
};

type Service = keyof typeof services;

const objectOf = (service: Service, kind: string): ObjectRef =>
  services[service].objects.find((one) => one.kind === kind)!;

/** One object of the sample is not there; its pods go with a Deployment. */
export function sampleWithout(
  position: Position,
  service: Service,
  kind: "Service" | "Deployment" | "ServiceAccount",
): Break {
  const ref = objectOf(service, kind);
  return breaking(
    position,
    `${service}'s ${kind} is missing`,
    async ({ kube }) => {
      await kube.remove(ref);
      await gone(kube, ref);
      if (kind === "Deployment")
        await until(`no pod of ${service}`, () => endedPods(kube, service), { within: 60_000 });
    },
    { without: called(ref), restore: services[service].start },
  );
}

/** Ends the pods without their grace period, which is half a minute; true when there is none. */
async function endedPods(kube: Kube, app: string): Promise<true | undefined> {
  const pods = await kube.list("v1", "Pod", namespace, `app=${app}`);
  for (const { metadata } of pods)
    await kube.remove({ apiVersion: "v1", kind: "Pod", metadata: { name: metadata!.name!, namespace } }, 0);
  return pods.length === 0 ? true : undefined;
}

/** Its Service leads to a port on which nobody listens. */
export function serviceToAnotherPort(position: Position, service: Service): Break {
  const ref = objectOf(service, "Service");
  const { port, targetPort } = services[service];
  const leadTo = (kube: Kube, target: number) =>
    kube.merge(ref, { spec: { ports: [{ name: "http", port, targetPort: target }] } });
  return breaking(
    position,
    `${service}'s Service leads to a port on which nobody listens`,
    ({ kube }) => leadTo(kube, targetPort + 1),
    { weakens: called(ref), restore: ({ kube }) => leadTo(kube, targetPort) },
  );
}
