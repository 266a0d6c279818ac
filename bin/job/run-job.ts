import { gone } from "#helpers/check/namespace";
import type { Kube } from "#helpers/kube/client";
import { jobLabel } from "#helpers/kube/guest";
import { type AnyObject, nameOf, type ObjectRef } from "#helpers/kube/objects";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { until } from "#helpers/verdict/settle";
import { jobObjects, type JobPlan, namespaceOf, runContainer } from "#fixtures/targets/existing/job-objects";
import { begunPod, endedRun, type Kubectl, takeReports } from "#fixtures/targets/existing/job-pod";
import { orInterrupted } from "../run/interrupt.ts";

export interface JobOptions {
  kube: Kube;
  tools: Kubectl;
  plan: JobPlan;
  /** Absolute paths of where each shard's reports go. */
  folders: readonly string[];
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Makes the Job, follows it, brings its reports here, and removes all that it made, however that ends.
 * @returns the exit code of each shard's run
 * @throws HarnessError of what failed; the interruption
 */
export async function runJob(options: JobOptions): Promise<number[]> {
  const { kube, plan, say, signal } = options;
  const removals: (() => Promise<void>)[] = [];
  try {
    for (const object of jobObjects(plan)) {
      removals.unshift(() => remove(kube, plan, object));
      await create(kube, object);
    }
    return await orInterrupted(followAll(options), signal, 0);
  } finally {
    if (signal.aborted) say("ending the run in the cluster, which cleans up (once more to quit at once)");
    for (const each of removals) await each();
  }
}

async function create(kube: Kube, object: AnyObject): Promise<void> {
  if (await kube.create(object)) return;
  throw new HarnessError(`${nameOf(object)} cannot be made: one of that name is there, or its namespace is not`, {
    why: "another Job runs there, one that was killed left it, or it is somebody's",
    hint: "wait for that Job to end, or look with `npm run sweep -- --context <name>`; --account names a ServiceAccount elsewhere",
  });
}

/** One that could not be made, or is somebody's, is not ours to remove. */
async function remove(kube: Kube, plan: JobPlan, ref: ObjectRef): Promise<void> {
  const found = await kube.findOurs(ref);
  if (found?.metadata?.labels?.[jobLabel] !== plan.id) return;
  await kube.remove(ref);
  // The run that is told to end cleans up with the rights that would go next.
  if (ref.kind === "Job") await podsGone(kube, plan);
  await gone(kube, ref, 120_000);
}

async function podsGone(kube: Kube, plan: JobPlan): Promise<void> {
  const none = async () => {
    const pods = await kube.list("v1", "Pod", namespaceOf(plan), `${jobLabel}=${plan.id}`);
    return pods.length === 0 ? true : undefined;
  };
  await until("the pods of the Job ended", none, { within: 120_000, every: 500 });
}

async function followAll({ kube, tools, plan, folders, say, signal }: JobOptions): Promise<number[]> {
  const codes: number[] = [];
  for (const [index, folder] of folders.entries()) {
    const before = plan.shards > 1 ? `[${index + 1}/${plan.shards}] ` : "";
    const pod = await begunPod(kube, plan, index);
    await followLog(tools, plan, pod, { say: (line) => say(`${before}${line}`), signal });
    codes.push(asExitCode(await endedRun(kube, plan, pod, index), pod));
    await takeReports(tools, plan, pod, folder);
  }
  return codes;
}

/** A log that breaks off costs what a person would have read, and nothing else. */
async function followLog(
  { kubectl, kubeconfig }: Kubectl,
  plan: JobPlan,
  pod: string,
  { say, signal }: Pick<JobOptions, "say" | "signal">,
): Promise<void> {
  const args = ["--kubeconfig", kubeconfig, "--namespace", namespaceOf(plan), "logs", "--follow", pod];
  const timeout = plan.limit * 1_000;
  const { exitCode } = await run(kubectl, [...args, "--container", runContainer], { timeout, signal, onLine: say });
  if (exitCode !== 0) say("the log broke off; the run goes on");
}

/** Only 0, 1 and 2 are a run's own. */
function asExitCode(code: number, pod: string): number {
  if (code <= 2) return code;
  throw new HarnessError(`the run in ${pod} ended with exit code ${code}`, {
    why: code === 137 ? "its container was killed: most likely for want of memory" : undefined,
    hint: "`npm run sweep -- --context <name>` removes what it left",
  });
}
