import type { CheckRecord, Verdict } from "./check-record.ts";

export type * from "./check-record.ts";
export { pausedAnnotation } from "./check-record.ts";

/** Versions and digests of everything a verdict depends on. */
export interface Versions {
  istio: string;
  envoy: string;
  kubernetes: string;
  cni: string;
  gatewayApi: string;
  images: Record<string, string>;
}

/** What a container of the documents' workloads ran. */
export interface WorkloadImage {
  /** `<namespace>/<name>`, without the generated end of a pod's name. */
  workload: string;
  container: string;
  image: string;
  /** As the cluster tells it: of an image that was imported and not pulled, the digest of its local copy. */
  imageID: string;
}

/** The meshproof that made a record. */
export interface ToolVersion {
  name: "meshproof";
  /** Of its package. */
  version: string;
  /** Of its checkout; absent where it is none. */
  commit?: string;
  /** Had the checkout changes that are not committed? */
  changed?: boolean;
}

/** The machine that a run was on. Its name is not told: reports are sent around. */
export interface Host {
  /** "Linux 6.8.0" */
  os: string;
  /** "x64" */
  arch: string;
  cpus: number;
  memoryBytes: number;
  /** Node.js, "20.19.4" */
  node: string;
}

/** A block of a document, as far as a reader of a report needs it. */
export interface DocumentBlock {
  id: string;
  /** First and last line in the catalogued copy. */
  lines: [first: number, last: number];
  /** SHA-256 of its text, in hex. */
  sha256: string;
  /** Its commands for a person with a shell in the project's folder. */
  byHand: string[];
}

/** A document that was checked, as it calls itself and its sections. */
export interface DocumentRecord {
  id: string;
  title: string;
  url: string;
  /** `anchor`: of its heading in the document, where it has one. */
  sections: { slug: string; title: string; anchor?: string }[];
  /** The copy that was catalogued. `sha256`: over the SHA-256 sums of its blocks, each on a line, in their order. */
  edition?: { language: string; copy: string; sha256: string };
  blocks?: DocumentBlock[];
}

/** A whole run: what conformance.json holds. */
export interface RunRecord {
  schema: "meshproof/v1";
  /** The schema with its minor version, "1.1", which counts additions. */
  schemaVersion?: string;
  tool?: ToolVersion;
  host?: Host;
  /** Every setting that the run had, by its name. */
  settings?: Record<string, string | number | boolean>;
  /** What the run was asked for: ids of checks, parts of suites' paths, the pattern of checks' names, a share of the pages ("1/3"). */
  filter?: { ids?: string[]; files: string[]; pattern?: string; shard?: string };
  /** How many checks came to which verdict, were left out by the filter, and how many failures were outside of checks. */
  totals?: Record<Verdict | "deselected" | "failures", number>;
  startedAt: string;
  finishedAt: string;
  target: string;
  /** One sentence on what the sidecars run, e.g. upstream Envoy without Istio's own filters. */
  dataPlane: string;
  internet: "stand-in" | "live";
  versions: Versions | null;
  /** Images of all pods outside of istio-system and kube-system, as they were seen while the pages ran. */
  workloads?: WorkloadImage[];
  checks: CheckRecord[];
  /** The likely causes of what failed, each once, with the ids of all checks that failed for it. */
  causes?: { cause: string; object?: string; checks: string[] }[];
  /** With --repeat: how often all of the checks were run, and were to be. */
  repeats?: { done: number; asked: number };
  /** Ids of the checks that the run's filters left out: they are no part of the verdict, and are said. */
  deselected?: string[];
  /** Failures outside any check: set-up, a worker that died, a report that could not be written. */
  failures: { what: string; why?: string; hint: string }[];
  /** The documents that were checked, as they call themselves and their sections. */
  pages?: DocumentRecord[];
  /** Errata of the documents that readers of the report should know; `blocks`: ids of the blocks that they are in. */
  errata: { id: string; page: string; text: string; blocks?: string[] }[];
  /** Milliseconds per step of the run (engine, images, cluster, mesh, each page), and when it began. */
  steps: { name: string; ms: number; startedAt?: string }[];
  exitCode: 0 | 1 | 2;
}
