import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { findEngine } from "#fixtures/engine/index";
import { endsWithUs } from "#helpers/system/child-end";
import { mustRun, run } from "#helpers/system/command";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { Kube } from "#helpers/kube/client";
import { takeInventory } from "#helpers/kube/inventory";
import { readTarget } from "#helpers/probes/prepared";
import type { RunRecord } from "#helpers/verdict/record";
import { parseRun } from "#reporting/compare/read-run";
import { verdictLine } from "#reporting/summary-text";
import { plain } from "#reporting/colour";

/** What must not grow from run to run. */
export interface Footprint {
  /** API objects of the cluster. */
  objects: number;
  /** On the Docker engine, in any state. */
  containers: number;
  networks: number;
  /** Of all processes in the node. */
  openFiles: number;
  /** Resident, of the mesh's own processes in the node: istiod, and the proxies of the gateways. MB. */
  meshMemory: number;
  /** Resident, of all processes in the node. MB. */
  nodeMemory: number;
  /** What the node wrote beside its images. MB. */
  nodeDisk: number;
  /** .meshproof and the reports. MB. */
  ourDisk: number;
}

/** A run that differs from the first, or could not be told. */
interface Wrong {
  turn: number;
  what: string;
}

/**
 * Whole runs in a row on the cluster that is up, as a gate makes them night by night, the last fifth of them while another program
 * takes one of the cores: what any of them decided otherwise than the first, and what grew.
 * @param times how many
 * @param tell gets each line as soon as it is known
 * @returns whether all agreed, each check conformant or skipped
 */
export async function measureEndurance(times: number, tell: (line: string) => void): Promise<boolean> {
  const wrong: Wrong[] = [];
  const footprints: [string, Footprint][] = [["before", await footprint()]];
  let first: RunRecord | undefined;
  let busy: ChildProcess | undefined;
  try {
    for (let turn = 1; turn <= times; turn += 1) {
      if (turn > times - Math.floor(times / 5)) busy ??= busyLoop();
      const { exitCode, ms, stderr } = await run("npm", ["test", "--silent"], {
        cwd: projectDir,
        timeout: 60 * 60_000,
      });
      const record = await readRecord(stderr);
      first ??= record;
      wrong.push(...problemsOf(record, first, exitCode).map((what) => ({ turn, what })));
      const beside = busy ? ", beside another job" : "";
      tell(
        `  ${turn} of ${times}: exit ${exitCode}, ${(ms / 1_000).toFixed(0)} s${beside}: ${verdictLine(record, plain)}`,
      );
      if (turn === Math.floor(times / 2)) footprints.push([`at ${turn}`, await footprint()]);
    }
  } finally {
    busy?.kill("SIGKILL");
  }
  footprints.push(["after", await footprint()]);
  tell(`\n${footprintTable(footprints)}`);
  for (const { turn, what } of wrong) tell(`  ✗ run ${turn}: ${what}`);
  return wrong.length === 0;
}

/** What a run decided otherwise than the first, or did not decide. */
export function problemsOf(record: RunRecord, first: RunRecord, exitCode: number): string[] {
  const before = new Map(first.checks.map(({ id, verdict }) => [id, verdict]));
  const differing = record.checks.filter(({ id, verdict }) => before.get(id) !== verdict);
  const undecided = record.checks.filter(({ verdict }) => verdict !== "conformant" && verdict !== "skipped");
  const checks = new Set([...differing, ...undecided]);
  return [
    ...(exitCode === 0 ? [] : [`exit code ${exitCode}`]),
    ...(record.checks.length === first.checks.length ? [] : [`${record.checks.length} checks`]),
    ...record.failures.map(({ what }) => what),
    ...[...checks].map(({ id, verdict, reason }) => `${verdict}: ${id}: ${reason?.split("\n", 1)[0] ?? ""}`),
  ];
}

/** Markdown: a line for each figure, a column for each time. */
export function footprintTable(footprints: readonly (readonly [string, Footprint])[]): string {
  const names: [keyof Footprint, string][] = [
    ["objects", "objects of the cluster"],
    ["containers", "containers on the engine"],
    ["networks", "networks on the engine"],
    ["openFiles", "open files in the node"],
    ["meshMemory", "memory of istiod and the gateways, MB"],
    ["nodeMemory", "memory of all in the node, MB"],
    ["nodeDisk", "disk of the node, MB"],
    ["ourDisk", ".meshproof and reports, MB"],
  ];
  const rows = names.map(([name, words]) => [words, ...footprints.map(([, figures]) => String(figures[name]))]);
  const head = ["", ...footprints.map(([when]) => when)];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

async function readRecord(stderr: string): Promise<RunRecord> {
  const file = path.join(projectDir, readConfig().reports, "conformance.json");
  try {
    return parseRun(await readFile(file, "utf8"), "conformance.json") as RunRecord;
  } catch (cause) {
    throw new HarnessError("a run left no record", { why: stderr.slice(-500), hint: "run `npm test`", cause });
  }
}

/** Takes one core until it is ended. */
function busyLoop(): ChildProcess {
  const child = spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
  endsWithUs(child.pid!);
  return child;
}

async function footprint(): Promise<Footprint> {
  const { kubeconfig } = await readTarget();
  const { cluster, reports } = readConfig();
  const engine = await findEngine({ say: () => undefined });
  if (!engine) throw new HarnessError("there is no Docker engine", { hint: "`npm run doctor` says what is missing" });
  const docker = async (...args: string[]) =>
    (await mustRun("docker", args, { env: engine.env, timeout: 120_000 })).stdout.trim();
  const inNode = async (script: string) =>
    Number(await docker("exec", "--privileged", `${cluster}-control-plane`, "sh", "-c", script));
  const lines = (text: string) => text.split("\n").filter(Boolean).length;
  const memory = (processes: string) =>
    `cat ${processes} 2>/dev/null | awk '/^VmRSS/ { sum += $2 } END { print int(sum / 1024) }'`;
  const mesh = "$(for pid in $(pgrep -f 'pilot-discovery|envoy .*router~'); do echo /proc/$pid/status; done)";
  const { stdout } = await run("du", ["-scm", ".meshproof", reports], { cwd: projectDir, timeout: 60_000 });
  return {
    objects: (await takeInventory(Kube.connect(kubeconfig))).size,
    containers: lines(await docker("ps", "--all", "--quiet")),
    networks: lines(await docker("network", "ls", "--quiet")),
    openFiles: await inNode("ls /proc/[0-9]*/fd 2>/dev/null | grep -c '^[0-9]'"),
    meshMemory: await inNode(memory(mesh)),
    nodeMemory: await inNode(memory("/proc/[0-9]*/status")),
    nodeDisk: await inNode(
      "du -sxm /var/lib/etcd /var/log /run /tmp 2>/dev/null | awk '{ sum += $1 } END { print sum }'",
    ),
    ourDisk: Number(/^(\d+)\s+total/m.exec(stdout)?.[1] ?? 0),
  };
}
