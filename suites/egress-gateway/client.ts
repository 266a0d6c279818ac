import { deployed, expectRows, type Kube, type Terminal, type Workload } from "#fixtures";

/** The curl sample's files in the page's terminal. */
export const samples = {
  /** `samples/curl/curl.yaml`. */
  curl: "samples/curl/curl.yaml",
  /** The same, its pod labelled for injection. */
  sourcePod: "samples/curl/curl.with-sidecar.yaml",
};

/** Deploys the page's client and waits for its pod. The page takes for granted that it has a sidecar. */
export async function deploySourcePod(kube: Kube, terminal: Terminal): Promise<Workload> {
  await terminal.must(`kubectl apply -f ${samples.sourcePod}`);
  return deployed(kube, { namespace: "default", app: "curl" });
}

/** Claim: the sample's three objects are there, each by its name, and the Service has the sample's port. */
export async function sampleIsThere(terminal: Terminal, namespace: string): Promise<void> {
  const columns = "KIND:.kind,NAME:.metadata.name,PORTS:.spec.ports[*].port";
  const seen = await terminal.run(
    `kubectl get serviceaccount,service,deployment curl -n ${namespace} -o custom-columns=${columns}`,
  );
  expectRows(
    seen.text,
    `
      KIND             NAME   PORTS
      ServiceAccount   curl   <none>
      Service          curl   80
      Deployment       curl   <none>
    `,
  );
}
