import { expect, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import { nodePort } from "./node-port.ts";

const gateway = { namespace: "istio-system", name: "istio-ingressgateway" };
const withPorts = (ports?: object[]) => ({ find: async () => ports && { spec: { ports } } }) as unknown as Kube;

test("the NodePort of the Service's port", async () => {
  const kube = withPorts([
    { port: 80, nodePort: 32294 },
    { port: 443, nodePort: 32024 },
  ]);
  expect(await nodePort(kube, gateway, 443)).toBe(32024);
});

test("a Service without a NodePort, or none at all, is our failure and says what there is", async () => {
  await expect(nodePort(withPorts([{ port: 443 }]), gateway, 443)).rejects.toThrow(/its ports are 443:no NodePort/);
  await expect(nodePort(withPorts(), gateway, 443)).rejects.toThrow(/there is no such Service/);
});
