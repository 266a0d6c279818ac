import type { Break } from "../../upgrade/mutants.ts";
import { meshRolledOut } from "../../upgrade/stages.ts";
import { manifest, type InPlace, type Stage } from "../page.ts";
import { parseObjects, type AnyObject, type ObjectRef } from "#fixtures";
import { installedReady, reach, upgrade } from "../stages.ts";

/* Ways to have another installation, or other objects of the mesh, than the page says. */

/** The same command without the file that istiod has its replicas by, then with it again. */
function withoutTheFile(name: string, stage: Stage, line: string): Break<InPlace> {
  const ran = (command: string) => async (state: InPlace) => {
    await reach(state, stage);
    await state.terminal.must(command);
    await meshRolledOut(state);
  };
  return { name, break: ran(line.replace(" -f two-replicas.yaml", "")), restore: ran(line) };
}

export const installedWithoutTheFile = withoutTheFile(
  "istiod is installed as it is by default",
  "ready",
  installedReady,
);

/** What the page warns of: settings that are not given again are taken back. */
export const upgradedWithoutTheFile = withoutTheFile(
  "the upgrade leaves out a file of the installation",
  "upgraded",
  `${upgrade} -y`,
);

/** Objects of a manifest that are there meanwhile, once a stage has been reached. */
function besides(name: string, file: string): Break<InPlace> {
  const objects = () => parseObjects(manifest(file), "test-ns") as (AnyObject & ObjectRef)[];
  return {
    name,
    break: async (state) => {
      await reach(state, "upgraded");
      for (const object of objects()) await state.kube.applyObject(object);
    },
    restore: async ({ kube }) => {
      for (const object of objects()) await kube.remove(object);
    },
  };
}

export const lateWorkload = besides("a workload has come since, with a sidecar of the new version", "late");
export const istioSystemOnly = besides("the sidecar is to hear of nothing in its namespace", "istio-system-only");
