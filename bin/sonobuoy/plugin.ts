import { stringify } from "yaml";
import { containerOf, podOf } from "#fixtures/targets/existing/job-objects";
import { sonobuoyResultsFile } from "#reporting/export/sonobuoy";

/** Where Sonobuoy mounts the folder that a plugin leaves its results in. */
export const sonobuoyFolder = "/tmp/sonobuoy/results";

/**
 * The plugin's definition for `sonobuoy run --plugin`, YAML. Sonobuoy adds its sidecar, its folder and its account, which may
 * do anything in the cluster unless told otherwise.
 * @param args of `npm run sonobuoy` in the pod
 * @see https://sonobuoy.io/docs/main/plugins/
 */
export function pluginYaml(image: string, args: readonly string[], settings: Record<string, string>): string {
  const plan = { image, pull: true, args: [], settings, shards: 1 };
  const { securityContext, volumes } = podOf(plan);
  const { env, volumeMounts, ...run } = containerOf(plan);
  const own = volumes.filter(({ name }) => name !== "results");
  return stringify({
    "sonobuoy-config": {
      driver: "Job",
      "plugin-name": "meshproof",
      "result-format": "manual",
      "result-files": [sonobuoyResultsFile],
      description: "Does the Istio mesh do what its documentation says?",
    },
    podSpec: { restartPolicy: "Never", securityContext, serviceAccountName: "sonobuoy-serviceaccount", volumes: own },
    spec: {
      ...run,
      name: "plugin",
      args: ["bin/sonobuoy.ts", ...args],
      env: env.map((each) => (each.name === "MESHPROOF_REPORTS" ? { ...each, value: "/tmp/meshproof/reports" } : each)),
      volumeMounts: [
        ...volumeMounts.filter(({ name }) => name !== "results"),
        { name: "results", mountPath: sonobuoyFolder },
      ],
    },
  });
}
