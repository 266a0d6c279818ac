import type { RunRecord } from "#helpers/verdict/record";
import { folded, type Html, inline, list, part, table, tag, text } from "../html.ts";
import { moment } from "./parts.ts";
import { filterOptions } from "../filter-options.ts";

const gibibyte = 2 ** 30;

/** What made this report, of what, where and how: enough to make it once more. */
export function provenancePart(run: RunRecord): Html {
  const { target, internet, versions, startedAt, finishedAt, schemaVersion } = run;
  const { istio, envoy, kubernetes, cni, gatewayApi, images = {} } = versions ?? {};
  const parts = { Istio: istio, Envoy: envoy, Kubernetes: kubernetes, CNI: cni, "Gateway API": gatewayApi };
  const known: [name: string, value: Html | undefined][] = [
    ["meshproof", tool(run)],
    ["target", text(target)],
    ["data plane", text(run.dataPlane)],
    ...Object.entries(parts).map(([name, value]): [string, Html | undefined] => [
      name,
      value ? text(value) : undefined,
    ]),
    ["versions", versions ? undefined : text("not known, the target was not prepared")],
    ["outside hosts", text(internet)],
    ["host", host(run)],
    ["settings", settings(run)],
    ["asked for", asked(run)],
    ["started", moment(startedAt)],
    ["finished", moment(finishedAt)],
    ["record", text(`conformance.json, ${run.schema}${schemaVersion ? `, version ${schemaVersion}` : ""}`)],
  ];
  const digests = Object.entries(images).map(([image, digest]) => [text(image), tag("code", {}, text(digest))]);
  return part(
    "Provenance",
    1,
    list(known.flatMap(([name, value]) => (value ? [[name, value]] : []))),
    ...workloadsOf(run),
    ...(digests.length > 0
      ? [folded(text(`Images of the mesh and the cluster (${digests.length})`), table(["image", "digest"], digests))]
      : []),
  );
}

function workloadsOf({ workloads = [] }: RunRecord): Html[] {
  if (workloads.length === 0) return [];
  const rows = workloads.map(({ workload, container, image, imageID }) =>
    [workload, container, image, imageID].map((each) => tag("code", {}, text(each))),
  );
  const head = ["workload", "container", "image", "digest, as the node tells it"];
  const note = "Images that were built and imported were pulled from no registry: theirs are digests of local images.";
  return [folded(text(`Images of the workloads (${rows.length})`), tag("p", {}, text(note)), table(head, rows))];
}

function tool({ tool: made }: RunRecord): Html | undefined {
  if (!made) return undefined;
  const changed = made.changed ? ", with changes that are not committed" : "";
  const commit = made.commit ? [text(", commit "), tag("code", {}, text(made.commit)), text(changed)] : [];
  return inline(text(made.version), ...commit);
}

function host({ host: machine }: RunRecord): Html | undefined {
  if (!machine) return undefined;
  const { os, arch, cpus, memoryBytes, node } = machine;
  return text(`${os}, ${arch}, ${cpus} CPUs, ${(memoryBytes / gibibyte).toFixed(1)} GiB, Node.js ${node}`);
}

function settings({ settings: given }: RunRecord): Html | undefined {
  if (!given) return undefined;
  const each = Object.entries(given).map(([name, value]) => `${name}=${String(value)}`);
  return tag("code", {}, text(each.join(" ")));
}

function asked({ filter }: RunRecord): Html | undefined {
  if (!filter) return undefined;
  const shown = filterOptions(filter);
  return shown ? tag("code", {}, text(shown)) : text("everything");
}
