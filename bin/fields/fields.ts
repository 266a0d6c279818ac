import { type Document, isMap, isScalar, isSeq, parseAllDocuments, visit } from "yaml";

/** One field of an object in a manifest, or one item of a list of words, and the manifest without it. */
export interface Field {
  /** "spec.mtls.mode: STRICT of PeerAuthentication test/default". */
  name: string;
  /** Where it is in the manifest, counted from 1. */
  line: number;
  /** The whole manifest without it. */
  without: string;
}

type Path = (string | number)[];

/** What an object is found by: without one of them it is another object, or none. */
const identity = new Set(["apiVersion", "kind", "metadata.name", "metadata.namespace"]);

/**
 * The fields of a manifest's objects that can be left out: each that holds one value, and each word of a list. Left out
 * here are what an object is found by, and what Kubernetes sets to the same when it is not there.
 * @param manifest a text of one or more YAML documents
 */
export function fieldsOf(manifest: string): Field[] {
  return documentsIn(manifest).flatMap((document, index) =>
    leavesOf(document)
      .filter((path) => !identity.has(path.join(".")) && !isDefault(document, path))
      .map((path) => ({
        name: `${fieldText(document, path)} of ${objectText(document)}`,
        line: lineOf(manifest, document, path),
        without: withoutField(manifest, index, path),
      })),
  );
}

function documentsIn(manifest: string): Document[] {
  return parseAllDocuments(manifest, { keepSourceTokens: true }) as Document[];
}

/** Paths of all values that hold no others. */
function leavesOf(document: Document): Path[] {
  const paths: Path[] = [];
  const within = (node: unknown, path: Path): void => {
    if (isMap(node)) {
      if (node.items.length === 0) paths.push(path);
      for (const { key, value } of node.items)
        within(value, [...path, isScalar(key) ? (key.value as string | number) : String(key)]);
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => within(item, [...path, index]));
    } else {
      paths.push(path);
    }
  };
  within(document.contents, []);
  return paths.filter((path) => path.length > 0);
}

/** Where a list would be left empty the list goes, and with it what holds nothing else. */
function withoutField(manifest: string, index: number, path: Path): string {
  const documents = documentsIn(manifest);
  const document = documents[index]!;
  document.deleteIn(path);
  for (let above = path.slice(0, -1); above.length > 0; above = above.slice(0, -1)) {
    const node = document.getIn(above);
    if (!(isMap(node) || isSeq(node)) || node.items.length > 0) break;
    document.deleteIn(above);
  }
  return documents.map((each) => String(each).replace(/^---\n/, "")).join("---\n");
}

function lineOf(manifest: string, document: Document, path: Path): number {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  let offset = 0;
  visit(document, {
    Pair(_, pair) {
      if (isMap(parent) && parent.items.includes(pair as never) && isScalar(pair.key) && pair.key.value === last)
        offset = pair.key.range?.[0] ?? 0;
    },
    Scalar(key, scalar) {
      if (isSeq(parent) && key === last && parent.items[key as number] === scalar) offset = scalar.range?.[0] ?? 0;
    },
  });
  return manifest.slice(0, offset).split("\n").length;
}

function fieldText(document: Document, path: Path): string {
  const value: unknown = document.getIn(path);
  const at = path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
  return `${at}: ${isMap(value) ? "{}" : String(value)}`;
}

function objectText(document: Document): string {
  const text = (path: Path) => document.getIn(path) as string | undefined;
  const namespace = text(["metadata", "namespace"]);
  return `${text(["kind"])} ${namespace ? `${namespace}/` : ""}${text(["metadata", "name"])}`;
}

/** Defaults of Kubernetes' API: the object is the same without them. */
const defaults: Record<string, unknown> = {
  protocol: "TCP",
  replicas: 1,
  imagePullPolicy: "IfNotPresent",
  type: "ClusterIP",
};

function isDefault(document: Document, path: Path): boolean {
  const kind = document.get("kind");
  if (kind !== "Service" && kind !== "Deployment") return false;
  const last = path.at(-1)!;
  const value: unknown = document.getIn(path);
  if (last === "targetPort") return value === document.getIn([...path.slice(0, -1), "port"]);
  return typeof last === "string" && last in defaults && defaults[last] === value;
}
