import type { CheckRecord, RunRecord, Verdict } from "#helpers/verdict/record";

/** A part of the run, in milliseconds since it began. */
export interface Span {
  kind: "step" | "set-up" | "check" | "diagnosis" | "clean-up";
  name: string;
  from: number;
  to: number;
  /** Of a check. */
  verdict?: Verdict;
}

/** What went on one after the other: the steps of the run, or a page. Pages go on side by side. */
export interface Track {
  name: string;
  from: number;
  to: number;
  spans: Span[];
}

export interface Timeline {
  /** Milliseconds of the whole run. */
  took: number;
  tracks: Track[];
}

/**
 * Who did what when in a run; undefined where its record has no times: it is of an older meshproof.
 * @returns a track for the steps before the pages, then one for each page, in the order in which they began
 */
export function timelineOf(run: RunRecord): Timeline | undefined {
  const began = Date.parse(run.startedAt);
  const took = Date.parse(run.finishedAt) - began;
  const pages = new Set(run.checks.map(({ page }) => page));
  const timed = run.steps.flatMap(({ name, ms, startedAt }) => {
    const from = startedAt === undefined ? NaN : Date.parse(startedAt) - began;
    return Number.isFinite(from) ? [{ name, from, to: from + ms }] : [];
  });
  const steps = timed.filter(({ name }) => !pages.has(name)).map((step): Span => ({ kind: "step", ...step }));
  const ofPages = [...pages].flatMap((page) => pageTrack(page, run, began, timed));
  const tracks = [...(steps.length > 0 ? [trackOf("the run", steps)] : []), ...ofPages];
  if (!(took > 0) || tracks.length === 0) return undefined;
  return { took, tracks: tracks.toSorted((one, other) => one.from - other.from) };
}

function pageTrack(
  page: string,
  { checks }: RunRecord,
  began: number,
  steps: { name: string; from: number; to: number }[],
): Track[] {
  const spans = checks.filter((check) => check.page === page).flatMap((check) => spansOf(check, began));
  const step = steps.find(({ name }) => name === page);
  if (!step) return spans.length > 0 ? [trackOf(page, spans)] : [];
  const last = Math.max(...spans.map(({ to }) => to));
  const cleanUp: Span[] =
    Number.isFinite(last) && step.to > last
      ? [{ kind: "clean-up", name: "clean-up and the end of its process", from: last, to: step.to }]
      : [];
  return [{ ...trackOf(page, [...spans, ...cleanUp]), from: step.from, to: step.to }];
}

/** The set-up that was made for a check, the check, and the look at the cluster when it failed. */
function spansOf({ title, verdict, startedAt, finishedAt, setUp, diagnosis }: CheckRecord, began: number): Span[] {
  const [from, to] = [startedAt, finishedAt].map((at) => (at === undefined ? NaN : Date.parse(at) - began)) as [
    number,
    number,
  ];
  const setUpFrom = setUp ? Date.parse(setUp.startedAt) - began : NaN;
  const looked = Math.min(diagnosis?.ms ?? 0, to - from);
  return [
    ...(setUp && Number.isFinite(setUpFrom)
      ? [{ kind: "set-up" as const, name: "set-up", from: setUpFrom, to: setUpFrom + setUp.ms }]
      : []),
    ...(to >= from ? [{ kind: "check" as const, name: title, verdict, from, to: to - looked }] : []),
    ...(looked > 0 ? [{ kind: "diagnosis" as const, name: `diagnosis of: ${title}`, from: to - looked, to }] : []),
  ];
}

function trackOf(name: string, spans: Span[]): Track {
  return {
    name,
    spans,
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

/** Milliseconds that a track spent with one kind of thing. */
export function spent({ spans }: Track, kind: Span["kind"]): number {
  return spans.filter((span) => span.kind === kind).reduce((sum, { from, to }) => sum + to - from, 0);
}
