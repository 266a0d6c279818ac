import { rolledOut } from "../../upgrade/mesh.ts";
import { forgotten, type Break } from "../../upgrade/mutants.ts";
import type { InPlace, Stage } from "../page.ts";
import { reach } from "../stages.ts";

/* Ways to have a part of the mesh in the other version. */

type Version = "old" | "new";

function imageOf({ target }: InPlace, image: "pilot" | "proxyv2", version: Version): string {
  const { hub, tag } = (version === "new" ? target.upgrade! : target.installation!).values;
  return `${hub}/${image}:${tag}`;
}

/** istiod runs the other version's image, as if the upgrade had not moved it. */
export const istiodOf = (version: Version, stage: Stage): Break<InPlace> =>
  installedOf(version, stage, { what: "istiod", deployment: "istiod", container: "discovery", image: "pilot" });

/** A gateway runs the other version's image, as if the upgrade had left it out. */
export const gatewayOf = (version: Version, deployment: string, stage: Stage): Break<InPlace> =>
  installedOf(version, stage, { what: deployment, deployment, container: "istio-proxy", image: "proxyv2" });

interface Installed {
  what: string;
  deployment: string;
  container: string;
  image: "pilot" | "proxyv2";
}

function installedOf(
  version: Version,
  stage: Stage,
  { what, deployment, container, image }: Installed,
): Break<InPlace> {
  const set = (wanted: Version) => async (state: InPlace) => {
    await reach(state, stage);
    await state.terminal.must(
      `kubectl set image deployment ${deployment} -n istio-system ${container}=${imageOf(state, image, wanted)}`,
    );
    await rolledOut(state, "istio-system", [deployment]);
    forgotten(state);
  };
  return {
    name: `${what} is of the ${version} version`,
    break: set(version),
    restore: set(version === "new" ? "old" : "new"),
  };
}

/** A workload's proxy runs the other version's image, by Istio's own annotation. */
export function proxyOf(version: Version, [namespace, name]: [string, string], stage: Stage): Break<InPlace> {
  const annotated = async (state: InPlace, image: string | null) => {
    const annotations = { "sidecar.istio.io/proxyImage": image };
    const patch = JSON.stringify({ spec: { template: { metadata: { annotations } } } });
    await state.terminal.must(`kubectl patch deployment ${name} -n ${namespace} -p '${patch}'`);
    await rolledOut(state, namespace, [name]);
    forgotten(state);
  };
  return {
    name: `the proxy of ${name} is of the ${version} version`,
    break: async (state) => {
      await reach(state, stage);
      await annotated(state, imageOf(state, "proxyv2", version));
    },
    restore: (state) => annotated(state, null),
  };
}
