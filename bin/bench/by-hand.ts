import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readTarget } from "#helpers/probes/prepared";
import { sample } from "#fixtures/workloads/manifests";
import { mustRun } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";

/** How often each is measured; the median counts. */
const times = 3;

/** Seconds that a page takes by hand and by our command. */
export interface Pair {
  byHand: number;
  ours: number;
}

/**
 * Measures the page Mutual TLS Migration by hand, as a script of kubectl's, and as `npm test`, in turn, on the cluster that is up.
 * @throws HarnessError where one of them fails
 */
export async function measurePairs(): Promise<Pair[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-by-hand-"));
  try {
    const { kubectl, istioctl, kubeconfig } = await readTarget();
    await Promise.all(
      (["httpbin", "curl"] as const).map((name) => writeFile(path.join(folder, `${name}.yaml`), sample(name))),
    );
    const programs = [path.dirname(kubectl), path.dirname(istioctl), process.env.PATH].join(path.delimiter);
    const script = path.join(projectDir, "bin", "bench", "mtls-migration.sh");
    const pairs: Pair[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const env = { PATH: programs, KUBECONFIG: kubeconfig };
      const byHand = await mustRun(script, [folder], { env, timeout: 10 * 60_000 });
      const test = ["test", "--", "suites/mtls-migration"];
      const ours = await mustRun("npm", test, { cwd: projectDir, timeout: 10 * 60_000 });
      pairs.push({ byHand: byHand.ms / 1_000, ours: ours.ms / 1_000 });
    }
    return pairs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A line for each pair, and the medians with their ratio. */
export function pairsText(pairs: readonly Pair[]): string {
  const line = ({ byHand, ours }: Pair) =>
    `by hand ${byHand.toFixed(1)} s, npm test ${ours.toFixed(1)} s: ${(ours / byHand).toFixed(2)}`;
  const middle = { byHand: median(pairs.map(({ byHand }) => byHand)), ours: median(pairs.map(({ ours }) => ours)) };
  return [...pairs.map((pair) => `  ${line(pair)}`), `  median: ${line(middle)}`].join("\n");
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
