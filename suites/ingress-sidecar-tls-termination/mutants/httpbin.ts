import { deployed, removeAll, until, type Kube } from "#fixtures";
import { secretCommands, type SidecarTls } from "../set-up.ts";
import { endPod, inTest, type Break } from "./break.ts";

/* Objects of httpbin that are missing, or are not what the page makes them. */

const httpbin = {
  deployment: inTest("apps/v1", "Deployment", "httpbin"),
  account: inTest("v1", "ServiceAccount", "httpbin"),
  service: inTest("v1", "Service", "httpbin"),
};

export const deploymentMissing: Break = {
  name: "the Deployment httpbin is missing",
  without: "Deployment test/httpbin",
  break: async ({ kube }) => {
    await removeAll(kube, [httpbin.deployment]);
    await noPodLeft(kube);
  },
  restore: applied,
};

export const accountMissing: Break = {
  name: "the ServiceAccount httpbin is missing when its pod is made anew",
  without: "ServiceAccount test/httpbin",
  break: async ({ kube }) => {
    await removeAll(kube, [httpbin.account]);
    await endPod(kube);
  },
  restore: applied,
};

/** A secret that is not there when httpbin's pod is made anew. */
export function secretMissing(name: keyof typeof secretCommands): Break {
  return {
    name: `the Secret ${name} is missing when httpbin's pod is made anew`,
    without: `Secret test/${name}`,
    break: async (state) => {
      await removeAll(state.kube, [inTest("v1", "Secret", name)]);
      await endPod(state.kube);
      // Only this one is optional in the annotation: the pod waits for the other for ever.
      if (name === "httpbin-mtls-termination") state.httpbin = await httpbinAgain(state.kube);
    },
    restore: async (state) => {
      await state.terminal.must(secretCommands[name]);
      await endPod(state.kube);
      state.httpbin = await httpbinAgain(state.kube);
    },
  };
}

/** The page's own serial number, 1, is another. */
export const otherSerialNumber: Break = {
  name: "the server's certificate has the serial number 2",
  break: async (state) => {
    const name = "httpbin.test.svc.cluster.local";
    await state.terminal.must(
      `openssl x509 -req -days 365 -CA example.com.crt -CAkey example.com.key -set_serial 2 -in ${name}.csr -out other.crt`,
    );
    await replaceServerSecret(state, "other.crt");
  },
  restore: async (state) => {
    await replaceServerSecret(state, "httpbin.test.svc.cluster.local.crt");
    await state.terminal.must("rm -f other.crt");
  },
};

async function replaceServerSecret(state: SidecarTls, certificate: string): Promise<void> {
  await removeAll(state.kube, [inTest("v1", "Secret", "httpbin-mtls-termination")]);
  await state.terminal.must(
    `kubectl -n test create secret tls httpbin-mtls-termination --cert ./${certificate} --key ./httpbin.test.svc.cluster.local.key`,
  );
  await endPod(state.kube);
  state.httpbin = await httpbinAgain(state.kube);
}

export const serviceMissing: Break = {
  name: "the Service httpbin is missing",
  without: "Service test/httpbin",
  break: ({ kube }) => removeAll(kube, [httpbin.service]),
  restore: applied,
};

export const servicePortChanged: Break = {
  name: "the Service httpbin listens on 8444 in place of 8443",
  weakens: "Service test/httpbin",
  break: ({ kube }) => kube.merge(httpbin.service, { spec: { ports: ports(8444) } }),
  restore: ({ kube }) => kube.merge(httpbin.service, { spec: { ports: ports(8443) } }),
};

function ports(https: number): object[] {
  return [
    { name: "https", port: https, targetPort: 9080, protocol: "TCP" },
    { name: "http", port: 8080, targetPort: 9081, protocol: "TCP" },
  ];
}

async function applied(state: SidecarTls): Promise<void> {
  await state.kube.apply(state.manifest("httpbin"), "test");
  await endPod(state.kube);
  state.httpbin = await httpbinAgain(state.kube);
}

function httpbinAgain(kube: Kube) {
  return deployed(kube, { namespace: "test", app: "httpbin" });
}

async function noPodLeft(kube: Kube): Promise<void> {
  const left = () => kube.list("v1", "Pod", "test", "app=httpbin");
  await until("no pod of httpbin left", async () => (await left()).length === 0 || undefined, { within: 60_000 });
}
