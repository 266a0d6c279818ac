import { reinstallOld } from "../upgrade/mesh.ts";
import { clientsRestarted, meshRolledOut, note, reachBy, serversRestarted, step } from "../upgrade/stages.ts";
import { stages, type InPlace, type Stage } from "./page.ts";

/** What the page does to come to each stage from the one before, by its own command lines. */
export const reach = reachBy<Stage, InPlace>(stages, {
  ready: async (state) => {
    await step(state, installedReady);
    await meshRolledOut(state);
  },
  upgraded: async (state) => {
    state.istioctlOutput.set("upgraded", await step(state, upgrade, yes));
    await meshRolledOut(state);
  },
  restarted: dataPlaneRestarted,
  downgraded: async (state) => {
    state.istioctlOutput.set("downgraded", await step(state, downgrade, yes));
    await meshRolledOut(state);
  },
  "restarted-again": dataPlaneRestarted,
  // The page's other way back, to the mesh as it was before the page: without the file that it is made ready by, already as
  // it is upgraded once more. An installation prunes what one of its own version has made, and not what another has.
  "installed-again": async (state) => {
    await step(state, "istioctl upgrade -y $NEW");
    await meshRolledOut(state);
    note(state, "$OLD_ISTIOCTL install -y $OLD");
    await reinstallOld(state);
  },
});

/** The installation that is upgraded, made ready as the page asks: by the old version's istioctl. */
export const installedReady = "$OLD_ISTIOCTL install -y $OLD -f two-replicas.yaml";

/** By the new version's istioctl, with the same files and values as the installation. */
export const upgrade = "istioctl upgrade $NEW -f two-replicas.yaml";

/** By the old version's. */
export const downgrade = "$OLD_ISTIOCTL upgrade $OLD -f two-replicas.yaml";

/** The answer to istioctl's question. */
export const yes = "y\n";

/** The page's command, in each namespace that has sidecars. */
async function dataPlaneRestarted(state: InPlace): Promise<void> {
  await serversRestarted(state);
  await clientsRestarted(state);
}
