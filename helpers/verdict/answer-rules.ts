/** What differs from run to run and says nothing about the mesh: what it is, how it is found, what stands in its place. */
export interface SetAside {
  what: string;
  pattern: RegExp;
  as: string | ((...found: string[]) => string);
}

/** Alphabet of the names that Kubernetes generates. */
const generated = "[bcdfghjklmnpqrstvwxz2456789]";

/** Applied in this order. docs/comparing-runs.md tells them. */
export const setAside: SetAside[] = [
  {
    what: "ids of requests and of what a run makes for itself (UUIDs)",
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    as: "<id>",
  },
  { what: "times", pattern: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, as: "<time>" },
  { what: "dates in headers", pattern: /\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, as: "<time>" },
  { what: "hashes and random numbers in hex, from 32 digits on", pattern: /\b[0-9a-f]{32,}\b/gi, as: "<hash>" },
  {
    what: "addresses; of their ports those from 20000 on, which the kernel, Kubernetes or the suite chose",
    pattern: /(?<![\d.])(?!0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(:\d+)?/g,
    as: (_all, port) => `<address>${portOf(port)}`,
  },
  {
    what: "IPv6 addresses, in the same way",
    pattern: /\[[0-9a-f]*:[0-9a-f:]+\](:\d+)?/gi,
    as: (_all, port) => `<address>${portOf(port)}`,
  },
  { what: "node ports in what kubectl prints", pattern: /(\d+):3[0-2]\d{3}(?=\/[A-Z]+)/g, as: "$1:<port>" },
  {
    what: "the generated end of a pod's name",
    pattern: new RegExp(`-${generated}{1,10}-${generated}{5}\\b`, "g"),
    as: "-<pod>",
  },
  {
    what: "versions of the clients' curl and OpenSSL and of the stand-ins' nginx, which are Debian's of the day",
    pattern: /\b(curl|OpenSSL|nginx)\/\d[\w.]*/g,
    as: "$1/<version>",
  },
  {
    what: "the protocol in OpenSSL's name of an alert, which its versions do not agree on",
    pattern: /\bERR_SSL_(?:SSLV3|SSL\/TLS)_ALERT_/g,
    as: "ERR_SSL_<protocol>_ALERT_",
  },
  {
    what: "numbers of milliseconds, seconds and bytes",
    pattern: /\b\d+(?= (?:ms|milliseconds|seconds|bytes)\b)/g,
    as: "<number>",
  },
];

/** A text as it is compared: without what differs from run to run. */
export function normalised(text: string): string {
  // The cast is of replace's two forms, which TypeScript keeps apart.
  return setAside.reduce((rest, { pattern, as }) => rest.replace(pattern, as as string), text);
}

/** Headers whose value is of one request or of one build, with what else in a header differs from run to run. */
const ownValue =
  /^(date|expires|last-modified|etag|age|set-cookie|x-request-id|traceparent|tracestate|x-b3-.*|x-envoy-peer-metadata(-id)?)$/;

/** A header as it is compared: "server: envoy". A value that is a number alone is a size, an age or a count. */
export function normalisedHeader(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (ownValue.test(lower)) return `${lower}: <its own>`;
  return `${lower}: ${/^\d+$/.test(value) ? "<number>" : normalised(value)}`;
}

/** A command as a name: without the limits and settings that the suite adds to the page's own. */
export function normalisedCommand(command: string): string {
  const bare = command.replace(/^(export \w+='[^']*'; )+/, "").replaceAll(/ --(?:max-time|local-port) [\d-]+/g, "");
  return normalised(bare);
}

/**
 * How a serial number is written, not which one it is: whether it is filled up shows only where it is small, as those of
 * the pages' certificates are.
 */
export function serialFormat(number: string): string {
  if (/^\d{34,}$/.test(number)) return "decimal";
  if (/^0{8}[0-9a-f]+$/.test(number)) return `hex, filled up with zeros to ${number.length} digits`;
  if (/^[0-9a-f]{20,}$/.test(number)) return "hex";
  return /^[0-9a-f]+$/.test(number) ? "not filled up" : "no number";
}

function portOf(port: string | undefined): string {
  if (!port) return "";
  return Number(port.slice(1)) < 20_000 ? port : ":<port>";
}
