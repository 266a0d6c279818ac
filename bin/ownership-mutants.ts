import { type HarnessMutant, mutantsOf } from "./harness-mutant.ts";

/** Ways in which the harness could take away what is somebody else's. */
export const ownershipMutants: HarnessMutant[] = [
  ...mutantsOf(
    "helpers/system/lease.ts",
    ["takes over a cluster from a run that lives", 'if (known !== "unknown") return', 'if (known === "gone") return'],
    ["does not look whether a holder elsewhere still lives", "return again === undefined ||", "return true ||"],
    ["takes over from a holder that was just heard of", "if (ageOf(held) < times.timeToLive) return false;", ""],
    ["does not tell a run that it lost its cluster", "onLost(lost(what));", ""],
  ),
  ...mutantsOf("fixtures/engine/apt.ts", ["lets apt-get remove packages", '"--no-remove", ', ""]),
  {
    name: "takes anybody's cluster for ours",
    file: "fixtures/targets/kind/ours.ts",
    find: "if (isOurs(node.labels)) return",
    replace: "if (node.labels) return",
    test: "fixtures/targets/kind/index.unit.test.ts",
  },
  {
    name: "takes anybody's network for ours",
    file: "fixtures/targets/kind/network.ts",
    find: "if (!existing || !(adopted || isOurs(existing.Labels))) return;",
    replace: "if (!existing) return;",
    test: "fixtures/targets/kind/index.unit.test.ts",
  },
  {
    name: "prunes what another run needs",
    file: "fixtures/releases/build/prune.ts",
    find: ", ...(await neededArtifacts(context.env))",
    replace: "",
    test: "fixtures/releases/build/removal.unit.test.ts",
  },
  {
    name: "stops an engine in which containers run",
    file: "fixtures/engine/stop.ts",
    find: "if (inIt.length > 0)",
    replace: "if (inIt.length < 0)",
    test: "fixtures/engine/daemon.unit.test.ts",
  },
];
