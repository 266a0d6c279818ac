import path from "node:path";
import { readTarget, type PreparedTarget } from "#helpers/probes/prepared";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import type { CataloguePage } from "#helpers/catalogue/index";
import type { TypedPage } from "#helpers/catalogue/errata";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { Kube } from "#helpers/kube/client";
import { projectDir } from "#helpers/system/paths";
import { pages as runPages } from "../../suites/pages.ts";
import { loadCatalogue, loadTyped } from "../catalogue.ts";
import { findCopies, type Copy } from "../drift-copies.ts";
import { watchLeftovers } from "../run/leftovers.ts";
import type { TypedArgs } from "./args.ts";
import type { Result } from "./page-job.ts";
import { asTypedPage, type TypedCopy } from "./page-md.ts";
import { copyProblems } from "./copy-errata.ts";
import { Removals } from "./removals.ts";
import { resultLine, summaryText } from "./text.ts";
import { checkTools } from "./tools.ts";
import { typePage } from "./type-page.ts";
import { typeUninstall } from "./uninstall.ts";

/**
 * Types the copies in a folder, page after page.
 * @returns the exit code: 1 where something is otherwise than documented
 * @throws HarnessError for bad input, where no target is up, and where the cluster is not as before afterwards
 */
export async function typeCopies(args: TypedArgs, signal: AbortSignal): Promise<number> {
  const copies = await wantedCopies(args);
  await checkTools();
  const target = await readTarget();
  const kube = await connected(target);
  const touched = runPages.flatMap(({ resources }) => resources);
  const watch = await watchLeftovers(kube, touched, console.log);
  const done: (Wanted & { results: Result[] })[] = [];
  for (const copy of copies) done.push({ ...copy, results: await typeCopy(copy, { target, kube, signal }) });
  const leftovers = await watch.leftBehind();
  if (leftovers) throw new HarnessError(leftovers.what, leftovers);
  if (args.withUninstall) await typeUninstall(done, { target, kube, tell });
  return finish(args, done, target);
}

async function finish({ write }: TypedArgs, done: TypedCopy[], { versions, target }: PreparedTarget): Promise<number> {
  const results = done.flatMap((each) => each.results);
  console.log(`\n${summaryText(results)}`);
  if (write) {
    const { kubernetes, istio, envoy } = versions;
    const testedOn = `On ${target}: Kubernetes ${kubernetes}, Istio ${istio}, Envoy ${envoy}`;
    await writeFileAtomically(path.resolve(projectDir, write), asTypedPage(done, testedOn));
    console.log(`table  ${write}`);
  }
  return results.some(({ outcome }) => outcome.is === "differs") ? 1 : 0;
}

/** A copy, and what is known of its page. */
interface Wanted extends Copy {
  typed: TypedPage;
  resources: readonly string[];
}

async function wantedCopies({ folder, pages }: TypedArgs): Promise<Wanted[]> {
  const catalogue = await loadCatalogue();
  const unknown = pages.find((id) => !catalogue.some((page) => page.id === id));
  if (unknown !== undefined) {
    throw new HarnessError(`there is no page ${unknown}`, { hint: catalogue.map(({ id }) => id).join(", ") });
  }
  const copies = await findCopies(folder, catalogue);
  const wanted = copies.filter(({ page }) => pages.length === 0 || pages.includes(page.id));
  if (wanted.length === 0) {
    throw new HarnessError(`the folder has no copy of ${pages.join(", ")}`, {
      why: `it has ${copies.map(({ page }) => page.id).join(", ")}`,
      hint: "give a folder with a copy of that page",
    });
  }
  return Promise.all(
    wanted.map(async (copy) => ({ ...copy, typed: await loadTyped(copy.page), resources: touchesOf(copy.page) })),
  );
}

function touchesOf({ id }: CataloguePage): readonly string[] {
  return runPages.find(({ name }) => name === id)?.resources ?? [];
}

async function connected(target: PreparedTarget): Promise<Kube> {
  const kube = Kube.connect(target.kubeconfig);
  try {
    await kube.get("/version");
    return kube;
  } catch (cause) {
    throw new HarnessError(`${target.target} was up and does not answer`, {
      why: messageOf(cause),
      hint: "run `npm run up`",
      cause,
    });
  }
}

async function typeCopy(
  { page, typed, resources, file, text }: Wanted,
  { target, kube, signal }: { target: PreparedTarget; kube: Kube; signal: AbortSignal },
): Promise<Result[]> {
  console.log(`\n${page.title}  ${file}`);
  const results: Result[] = [];
  const keep = (result: Result) => {
    results.push(result);
    tell(result);
  };
  const began = Date.now();
  for (const why of copyProblems(page, typed, text)) {
    const outcome = { is: "differs", why } as const;
    keep({ page: page.id, tab: undefined, id: file, lines: undefined, again: false, outcome, ms: Date.now() - began });
  }
  const removals = new Removals();
  await typePage({ page, typed, resources, copy: { file, text }, target, kube, removals, signal, tell: keep });
  return results;
}

function tell(result: Result): void {
  console.log(resultLine(result));
}
