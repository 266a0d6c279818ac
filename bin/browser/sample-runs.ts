import type { CheckDeclaration, CheckRecord, RunRecord, Verdict } from "#helpers/verdict/record";
import type { Evidence } from "#reporting/evidence-files";
import { sampleRun } from "#reporting/samples";

const began = Date.parse("2026-01-02T03:04:05.000Z");
const at = (ms: number) => new Date(began + ms).toISOString();

/** A run in which every claim held, with all that a record can tell. */
export function greenRun(
  declarations: readonly CheckDeclaration[],
  known: Pick<RunRecord, "pages" | "errata">,
): RunRecord {
  const checks = declarations.map((each, index): CheckRecord => {
    const times = { startedAt: at(20_000 + index * 900), finishedAt: at(20_700 + index * 900), ms: 700 };
    const counts = { held: 60, asked: 75, converged: 130 };
    return { ...each, ...times, ...counts, verdict: "conformant", evidence: `evidence/${each.id}` };
  });
  const setUp = { startedAt: at(15_000), ms: 4_000 };
  const steps = [
    { name: "cluster", ms: 5_000, startedAt: at(0) },
    { name: "mesh", ms: 10_000, startedAt: at(5_000) },
  ];
  return sampleRun({
    ...known,
    steps,
    checks: checks.map((check, index) => (index === 0 ? { ...check, setUp } : check)),
    tool: { name: "meshproof", version: "0.1.0", commit: "0123456789abcdef0123456789abcdef01234567", changed: true },
    host: { os: "linux 6.1.0", arch: "x64", cpus: 2, memoryBytes: 2 ** 34, node: "v20.19.0" },
    settings: { keep: true, istio: "1.31" },
    filter: { files: [] },
    deselected: [],
    startedAt: at(0),
    finishedAt: at(20_000 + checks.length * 900),
    exitCode: 0,
  });
}

/** One cause fails a page; beside it each other way in which a check can need somebody. */
export function redRun(green: RunRecord): RunRecord {
  const page = green.checks[0]!.page;
  const cause = "The sidecar of httpbin has no listener for 8443: istiod runs without ENABLE_TLS_ON_SIDECAR_INGRESS.";
  const diagnosis = {
    cause,
    rule: "sample",
    object: "Deployment istio-system/istiod",
    file: "evidence/a/why.md",
    ms: 1_200,
  };
  const others = [flaky, control, skipped, unstable];
  const checks = green.checks.map((check, index): CheckRecord => {
    if (check.page === page)
      return { ...failed(check, "nonconformant"), observed: "HTTP/1.1 503\nexit code 0", diagnosis };
    const other = others[green.checks.length - 1 - index];
    return other ? other(check) : check;
  });
  return { ...green, checks, exitCode: 1 };
}

/** The checks of one page, all of which held. */
export function partialRun(green: RunRecord): RunRecord {
  const page = green.checks.at(-1)!.page;
  const left = green.checks.filter((check) => check.page !== page);
  const checks = green.checks.filter((check) => check.page === page);
  const files = [`suites/${page}`];
  return { ...green, checks, deselected: left.map(({ id }) => id), filter: { files }, exitCode: 0 };
}

/** A run that ended before its checks could be told, with a failure of the harness and a bug of ours. */
export function interruptedRun(green: RunRecord): RunRecord {
  const reason = "the run was interrupted";
  const checks = green.checks.slice(0, 20).map((check, index): CheckRecord => {
    if (index < 3) return check;
    const lost = { ...failed(check, "inconclusive"), reason, hint: "run it again" };
    return index === 3 ? { ...lost, stack: "TypeError: x is undefined\n    at documented (fixtures/a.ts:1:1)" } : lost;
  });
  const failures = [{ what: reason, why: "the cluster is up, with the page's namespaces", hint: "run it again" }];
  return { ...green, checks, failures, versions: null, exitCode: 2 };
}

/** As large as a report is thought to become. */
export function fiveHundred(green: RunRecord): RunRecord {
  const checks = Array.from({ length: 500 }, (_, index): CheckRecord => {
    const check = green.checks[index % green.checks.length]!;
    const turn = Math.floor(index / green.checks.length);
    const own = turn === 0 ? check : { ...check, id: `${check.id}-${turn}`, evidence: `${check.evidence}-${turn}` };
    return index % 25 === 0 ? { ...failed(own, "nonconformant"), observed: "HTTP/1.1 503\nexit code 0" } : own;
  });
  return { ...green, checks, exitCode: 1 };
}

/** What was sent and seen by each check, as much as a report shows of it. */
export function transcripts({ checks }: RunRecord): Evidence {
  // As much as reporting/evidence-files.ts leaves of it: 300,000 characters for all.
  const lines = Math.min(20, Math.floor(3_000 / checks.length));
  const text = "$ curl -sS -o /dev/null -w '%{http_code}\\n' http://httpbin:8000/status/200\n200\nexit code 0\n".repeat(
    lines,
  );
  return new Map(
    checks.map(({ id, evidence, verdict }) => {
      const transcript = { path: `${evidence}/transcript.txt`, text, omittedLines: 12 };
      const more = [{ path: `${evidence}/trace.txt`, text: "* Connected to httpbin" }, { path: `${evidence}/why.md` }];
      return [id, verdict === "conformant" ? [transcript] : [...more, transcript]];
    }),
  );
}

function failed(check: CheckRecord, verdict: Verdict): CheckRecord {
  return {
    ...check,
    held: undefined,
    asked: undefined,
    converged: undefined,
    verdict,
    reason: "the answers are not those that the document prints",
  };
}

function flaky(check: CheckRecord): CheckRecord {
  const verdicts = ["conformant", "nonconformant", "conformant"] as const;
  return { ...failed(check, "flaky"), repeats: { verdicts: [...verdicts], converged: [120, 340] } };
}

function control(check: CheckRecord): CheckRecord {
  const controlFailed = { what: "the client inside the mesh asks", expected: "200", observed: "503\nexit code 0" };
  return { ...failed(check, "inconclusive"), hint: "see whether the node is overloaded", control: controlFailed };
}

function skipped(check: CheckRecord): CheckRecord {
  const skip = {
    reason: "Istio stays",
    condition: "run without --with-uninstall",
    reference: "https://istio.io/latest/docs/",
  };
  return { ...failed(check, "skipped"), ms: 0, skip };
}

function unstable(check: CheckRecord): CheckRecord {
  const kinds = [
    { what: "200", count: 2, right: true },
    { what: "503", count: 1, right: false },
  ];
  return {
    ...failed(check, "nonconformant"),
    observed: "503",
    unstable: { sequence: "✓✗✓", right: 2, wrong: 1, kinds },
  };
}
