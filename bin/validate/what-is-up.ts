import { findEngine } from "#fixtures/engine/index";
import { HarnessError } from "#helpers/system/errors";
import { versionOptions } from "#helpers/system/versions";
import { otherClusters } from "../status-facts.ts";
import { targetsOf, type MatrixTarget, type Pair } from "./matrix.ts";

/** Which of the validation's clusters are there, each with the command that removes it. It only looks. */
export async function whatIsUp(pairs: readonly Pair[]): Promise<string> {
  const targets = targetsOf(pairs);
  const there = await clustersThere();
  if (there === undefined)
    return `which of the clusters ${targets.map(({ cluster }) => cluster).join(", ")} are up could not be told`;
  const lines = targets.flatMap((target) => {
    const found = there.find(({ name }) => name === target.cluster);
    return found ? [`${target.cluster} is ${found.state}; \`${removal(target)}\` removes it`] : [];
  });
  return lines.length > 0 ? lines.join("\n") : "none of its clusters is up";
}

function removal({ versions, cluster }: MatrixTarget): string {
  const options = versionOptions(versions);
  const named = process.env.MESHPROOF_CLUSTER ? `MESHPROOF_CLUSTER=${cluster} ` : "";
  return `${named}npm run down${options && ` -- ${options}`}`;
}

async function clustersThere(): Promise<{ name: string; state: string }[] | undefined> {
  try {
    const engine = await findEngine({ say: () => undefined });
    return engine ? await otherClusters("", engine) : [];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return undefined;
  }
}
