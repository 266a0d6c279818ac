import type { RunRecord } from "#helpers/verdict/record";
import { count } from "../exit-code.ts";
import { all, type Html, part, table, tag, text } from "../html.ts";
import { duration } from "../layout.ts";
import { type Track, type Span, spent, type Timeline, timelineOf } from "../timeline.ts";

/** Width of the drawing; it is stretched to the page's. */
const width = 1_000;
const height = 20;

/** What went on when, pages side by side; the steps' times where the record has no more. */
export function timelinePart(run: RunRecord): Html {
  const timeline = timelineOf(run);
  const rows = run.steps.map(({ name, ms }) => [text(name), text(duration(ms))]);
  if (!timeline) return part("Steps", rows.length, table(["step", "time"], rows));
  const title = `Timeline: ${duration(timeline.took)}`;
  return part(title, timeline.tracks.length, legend(), all(timeline.tracks.map((track) => trackOf(track, timeline))));
}

function legend(): Html {
  const kinds: [string, string][] = [
    ["step", "step"],
    ["set-up", "set-up"],
    ["check conformant", "check"],
    ["check nonconformant", "check that did not hold"],
    ["check inconclusive", "check that could not be told"],
    ["diagnosis", "diagnosis"],
    ["clean-up", "clean-up"],
  ];
  const items = kinds.map(([kind, name]) => {
    const box = tag("rect", { class: `span ${kind}`, width: 12, height: 12 });
    const svg = tag("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" }, box);
    return tag("li", {}, svg, text(` ${name}`));
  });
  return tag("ul", { class: "legend" }, all(items));
}

function trackOf(track: Track, { took }: Timeline): Html {
  const words = inWords(track);
  const page = tag("rect", { class: "track", ...box(track, took) });
  const spans = track.spans.map((span) => tag("rect", { class: classOf(span), ...box(span, took) }, titleOf(span)));
  const view = { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none" };
  return tag(
    "div",
    { class: "timeline" },
    tag("div", {}, tag("strong", {}, text(track.name)), tag("span", { class: "dim" }, text(` ${words}`))),
    tag("svg", { ...view, role: "img", "aria-label": `${track.name}: ${words}` }, page, ...spans),
  );
}

/** The same for who does not see the drawing: "from 1 min 10 s to 2 min 15 s: set-up 4.0 s, 13 checks 50.0 s". */
function inWords(track: Track): string {
  const checks = track.spans.filter(({ kind }) => kind === "check").length;
  const parts = (["set-up", "check", "diagnosis", "clean-up"] as const).flatMap((kind) => {
    const ms = spent(track, kind);
    return ms > 0 ? [`${kind === "check" ? count(checks, "check") : kind} ${duration(ms)}`] : [];
  });
  const steps = track.spans
    .filter(({ kind }) => kind === "step")
    .map(({ name, from, to }) => `${name} ${duration(to - from)}`);
  const during = `from ${duration(Math.max(0, track.from))} to ${duration(Math.max(0, track.to))}`;
  return [during, [...parts, ...steps].join(", ")].filter(Boolean).join(": ");
}

function box({ from, to }: { from: number; to: number }, took: number) {
  const xOf = (ms: number) => Math.min(width, Math.max(0, (ms / took) * width));
  // The shortest check is still seen.
  const wide = Math.max(0.8, xOf(to) - xOf(from));
  return { x: xOf(from).toFixed(1), y: 0, width: wide.toFixed(1), height };
}

function classOf({ kind, verdict }: Span): string {
  return ["span", kind, verdict].filter(Boolean).join(" ");
}

function titleOf({ name, from, to, verdict }: Span): Html {
  return tag("title", {}, text(`${name}: ${duration(to - from)}${verdict ? `, ${verdict}` : ""}`));
}
