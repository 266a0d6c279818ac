import { removeAll } from "#fixtures";
import { deployedAgain, makeCertificates } from "../set-up.ts";
import { inTest, type Break } from "./break.ts";

/* What the page's clean-up meets, or leaves. */

const leftBehind = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "left-of-sidecar-tls", namespace: "default" },
};

export const somethingLeftBehind: Break = {
  name: "a Secret is left behind in namespace default",
  break: ({ kube }) => kube.applyObject({ ...leftBehind, type: "Opaque" }),
  restore: ({ kube }) => kube.remove(leftBehind),
};

export const deletedBefore: Break = {
  name: "somebody has deleted a Secret of the page's before",
  break: async (state) => {
    await deployedAgain(state);
    await removeAll(state.kube, [inTest("v1", "Secret", "httpbin-mtls-termination")]);
  },
  restore: async () => undefined,
};

export const keyMissing: Break = {
  name: "the client's key is not there",
  break: async ({ terminal }) => {
    await makeCertificates(terminal);
    await terminal.must("rm client.test.svc.cluster.local.key");
  },
  restore: ({ terminal }) => terminal.must("rm -f *.crt *.csr *.key"),
};
