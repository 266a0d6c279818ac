import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { JobPlan } from "#fixtures/targets/existing/job-objects";
import { type Preflight, preflight } from "#fixtures/targets/existing/preflight";
import { fittingKubectl, nearestPinned } from "#fixtures/targets/existing/tools";
import { declaredIstio } from "#fixtures/targets/existing/versions";
import { Kube } from "#helpers/kube/client";
import { jobLabel } from "#helpers/kube/guest";
import type { Config } from "#helpers/system/config";
import { acquireLock } from "#helpers/system/lock";
import { projectDir } from "#helpers/system/paths";
import { clearReports } from "#reporting/write-reports";
import { pages } from "../../suites/pages.ts";
import { collectDeclarations } from "../collect.ts";
import { mergeReports } from "../merge-reports.ts";
import { print } from "../print.ts";
import { shown } from "../run/project.ts";
import { onInterruption } from "../validate/interruption.ts";
import type { JobArguments } from "./arguments.ts";
import { runJob } from "./run-job.ts";
import { ownImage } from "./own-image.ts";
import { selectedPages } from "./selected-pages.ts";

/**
 * `npm run job`: looks at the cluster, makes the image where none is named, runs the Job, brings the reports here.
 * @returns the run's exit code
 */
export async function jobCommand(args: JobArguments, config: Config): Promise<number> {
  const reports = path.resolve(projectDir, config.reports);
  const named = shown({ root: projectDir, reports }, reports);
  const lock = await acquireLock(path.join(reports, ".lock"), {
    what: `the reports folder ${named}`,
    hint: "wait for that run to end, or end it: kill <pid>",
  });
  const interruption = onInterruption();
  try {
    const found = await preflight(config, pages);
    print(`context ${found.context.name} at ${found.context.server}`);
    const plan = await planOf(args, config, found);
    print(`a Job of ${plan.shards === 1 ? "one pod" : `${plan.shards} pods`} with the image ${plan.image}`);
    const tools = { kubectl: await fittingKubectl(config, found.facts.kubernetes), kubeconfig: found.kubeconfig };
    const kube = Kube.connect(found.kubeconfig, undefined, { run: plan.id, watched: [], label: jobLabel });
    await clearReports(reports);
    await rm(path.join(reports, "shards"), { recursive: true, force: true });
    const whole = plan.shards === 1;
    const folders = whole ? [reports] : shardsOf(plan.shards).map((index) => path.join(reports, "shards", index));
    const say = (line: string) => print(line);
    const codes = await runJob({ kube, tools, plan, folders, say, signal: interruption.signal });
    if (!whole) return (await mergeReports(folders, reports)).exitCode;
    print(`\nits reports are here: ${path.join(named, "report.html")} and beside it`);
    return codes[0]!;
  } finally {
    interruption.dispose();
    await lock.release();
  }
}

const shardsOf = (number: number): string[] => Array.from({ length: number }, (_, index) => String(index + 1));

async function planOf(args: JobArguments, config: Config, { facts }: Preflight): Promise<JobPlan> {
  const { image, account, shards, limit } = args;
  const { allow, debugImage, internet } = config;
  const versions = {
    ...config.versions,
    istio: nearestPinned("istio", declaredIstio(facts)),
    kubernetes: nearestPinned("kubernetes", facts.kubernetes),
  };
  return {
    id: randomBytes(4).toString("hex"),
    ...{ account, shards, limit, args: args.args },
    pages: selectedPages(await collectDeclarations(), args),
    image: image ?? (await ownImage(versions))[0]!,
    pull: image !== undefined,
    settings: {
      ...(allow && { MESHPROOF_ALLOW: allow }),
      ...(debugImage && { MESHPROOF_DEBUG_IMAGE: debugImage }),
      MESHPROOF_INTERNET: internet,
    },
  };
}
