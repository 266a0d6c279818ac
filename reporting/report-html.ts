import type { RunRecord, Verdict } from "#helpers/verdict";
import { causesOf } from "./causes.ts";
import { looks } from "./colour.ts";
import { outcomeOfRun, tally } from "./exit-code.ts";
import { all, type Html, link, list, table, tag, text } from "./html.ts";
import { htmlDocument } from "./html-document.ts";
import { duration } from "./layout.ts";
import { checkLink, everyCheck, needsSomebody } from "./report-html-checks.ts";
import { repeatsOf } from "./report-html-repeats.ts";
import { heldLine } from "./summary-text.ts";

/** The run as one HTML file: what was run first, then what needs somebody, then all the rest. */
export function reportHtml(run: RunRecord): string {
  const { because } = outcomeOfRun(run);
  return htmlDocument(`meshproof: ${because}`, all([...opening(run, because), ...details(run)]));
}

function opening(run: RunRecord, because: string): Html[] {
  const took = duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt));
  return [
    tag("p", { class: "plane" }, text(`Data plane: ${run.dataPlane}`)),
    tag("h1", { class: `exit${run.exitCode}` }, text(`meshproof: ${because}`)),
    tag("p", {}, text(`Exit code ${run.exitCode}. Started ${run.startedAt}, took ${took}.`)),
    counts(run),
    held(run),
    facts(run),
  ];
}

/** Every verdict with its number, zeros included, and how many checks the filters left out. */
function counts({ checks, deselected = [] }: RunRecord): Html {
  const each = (Object.entries(tally(checks)) as [Verdict, number][]).map(([verdict, number]) =>
    tag("li", { class: number > 0 ? verdict : "none" }, text(`${looks[verdict].mark} ${number} ${verdict}`)),
  );
  const left = tag("li", { class: "none" }, text(`${deselected.length} deselected by the filter`));
  return tag("ul", { class: "counts" }, all([...each, left]));
}

/** How often the claims about traffic were asked. */
function held(run: RunRecord): Html {
  const line = heldLine(run);
  return line === undefined ? all([]) : tag("p", {}, text(`${line}.`));
}

function facts({ target, internet, versions }: RunRecord): Html {
  const { istio, envoy, kubernetes, cni, gatewayApi, images = {} } = versions ?? {};
  const known = { Istio: istio, Envoy: envoy, Kubernetes: kubernetes, CNI: cni, "Gateway API": gatewayApi };
  const pairs = Object.entries({ target, ...known, "outside hosts": internet }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, text(value)] as const],
  );
  const digests = Object.entries(images).map(([image, digest]) => [text(image), tag("code", {}, text(digest))]);
  return all([
    list(versions ? pairs : [...pairs, ["versions", text("not known, the target was not prepared")]]),
    folded(`Images (${digests.length})`, digests.length, table(["image", "digest"], digests)),
  ]);
}

function details(run: RunRecord): Html[] {
  return [
    part("Failures of the harness", run.failures.length, failures(run)),
    causes(run),
    ...needsSomebody(run),
    part("Checks", run.checks.length, everyCheck(run)),
    repeatsOf(run),
    part("Skipped", tally(run.checks).skipped, skips(run)),
    part("Errata of the documents", run.errata.length, errata(run)),
    part("Steps", run.steps.length, steps(run)),
    deselected(run),
  ];
}

function failures({ failures: found }: RunRecord): Html {
  const rows = found.map(({ what, why = "", hint }) => [what, why, hint].map((each) => tag("pre", {}, text(each))));
  return table(["what", "why", "do"], rows);
}

/** Each cause once, with links to the checks that failed for it. */
function causes({ checks }: RunRecord): Html {
  const found = causesOf(checks);
  const links = (ids: string[]) => all(ids.map((id) => tag("div", {}, checkLink(id))));
  const rows = found.map(({ cause, checks: ids }) => [text(String(ids.length)), text(cause), links(ids)]);
  return part("Likely causes", found.length, table(["checks", "cause", "which"], rows));
}

function skips({ checks }: RunRecord): Html {
  const rows = checks
    .filter(({ verdict }) => verdict === "skipped")
    .map(({ id, title, skip }) => [
      all([text(title), tag("br", {}), tag("code", {}, text(id))]),
      text(skip?.reason ?? "no reason was given"),
      text(skip?.condition ?? ""),
      link(skip?.reference ?? ""),
    ]);
  return table(["check", "reason", "when", "see"], rows);
}

function errata({ errata: known }: RunRecord): Html {
  const rows = known.map(({ page, id, text: said }) => [text(page), tag("code", {}, text(id)), text(said)]);
  return table(["page", "erratum", "what it is"], rows);
}

function steps({ steps: done }: RunRecord): Html {
  return table(
    ["step", "time"],
    done.map(({ name, ms }) => [text(name), text(duration(ms))]),
  );
}

function deselected({ deselected: ids = [] }: RunRecord): Html {
  const items = ids.map((id) => tag("li", {}, tag("code", {}, text(id))));
  return folded(
    `${ids.length} deselected by the filter, no part of the verdict`,
    ids.length,
    tag("ul", {}, all(items)),
  );
}

function part(title: string, size: number, content: Html): Html {
  return size > 0 ? tag("section", {}, tag("h2", {}, text(title)), content) : all([]);
}

function folded(title: string, size: number, content: Html): Html {
  return size > 0 ? tag("details", {}, tag("summary", {}, text(title)), content) : all([]);
}
