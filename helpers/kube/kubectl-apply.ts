import { mustRun } from "#helpers/system/command";

/** kubectl's own arguments for a cluster. */
export interface Kubectl {
  /** Absolute path. */
  kubectl: string;
  kubeconfig: string;
  signal?: AbortSignal;
}

/**
 * `kubectl apply --server-side`, for manifests with CustomResourceDefinitions: the API client writes a schema by its own types,
 * which do not know `x-kubernetes-validations` and its like by these names, and leaves them out.
 * @param manifest YAML
 * @throws HarnessError with kubectl's last lines
 */
export async function kubectlApply({ kubectl, kubeconfig, signal }: Kubectl, manifest: string): Promise<void> {
  const args = ["apply", "--server-side", "--force-conflicts", "--field-manager", "meshproof"];
  const options = { timeout: 120_000, input: manifest, signal };
  await mustRun(kubectl, [...args, "--kubeconfig", kubeconfig, "-f", "-"], options);
}
