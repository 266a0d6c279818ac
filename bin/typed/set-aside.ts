/**
 * The rules of `npm run typed`: what of an output is no claim of the page, because every run has another. Each is put in
 * place of what it matches, on both sides, printed and seen, in this order; all that is left must be equal.
 */
export interface SetAside {
  what: string;
  pattern: RegExp;
  by: string;
}

export const setAside: readonly SetAside[] = [
  {
    what: "serial numbers, in the rows of `istioctl proxy-config secret`",
    pattern: /(\sACTIVE\s+true\s+)[0-9a-f]+(?=\s)/g,
    by: "$1<serial number>",
  },
  { what: "points in time", pattern: /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, by: "<time>" },
  { what: "dates of HTTP", pattern: /\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, by: "<date>" },
  {
    what: "ids of requests",
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    by: "<id>",
  },
  { what: "the two hashes in a pod's name", pattern: /-[0-9a-f]{8,10}-[a-z0-9]{5}\b/g, by: "-<pod>" },
  { what: "addresses, and ports that a client was given: 32768 and above", pattern: address(), by: "<address>$1" },
  { what: "IPv6 addresses", pattern: /\b[0-9a-f]{1,4}(:[0-9a-f]{0,4}){2,7}\b/g, by: "<address>" },
  { what: "ages, at the end of a row of `kubectl get`", pattern: /\s(\d+[smhdy])+$/g, by: " <age>" },
  {
    what: "how long the upstream took",
    pattern: /^(x-envoy-upstream-service-time:) \d+$/g,
    by: "$1 <milliseconds>",
  },
  {
    what: "bytes received and sent, and the two durations, in a line of the access log",
    pattern: /(?<= )\d+ \d+ \d+ (\d+|-)(?= ")/g,
    by: "<bytes> <bytes> <milliseconds>",
  },
  { what: "the client's version", pattern: /\bcurl\/\d[\w.-]*/g, by: "curl/<version>" },
  { what: "how wide a column is, and indentation", pattern: /\s+/g, by: " " },
];

/** What comes in no order that anybody chose: of these commands the lines. */
export const unordered: readonly { what: string; command: RegExp }[] = [
  {
    what: "the order of the rows of `istioctl proxy-config secret`: the proxy keeps them in a hash table",
    command: /\bistioctl (proxy-config|pc) secret\b/,
  },
];

/** And this, see answers.ts. */
export const unorderedFields = "the order of the header fields of an HTTP answer, which means nothing (RFC 9110, 5.3)";

/** A line without what the rules set aside. */
export function withoutSetAside(line: string): string {
  return setAside.reduce((text, { pattern, by }) => text.replace(pattern, by), line.trim());
}

/** An IPv4 address, and in $1 its port where that was chosen by somebody: below the ports that clients are given. */
function address(): RegExp {
  const given = "327(?:6[89]|[7-9]\\d)|32[89]\\d\\d|3[3-9]\\d{3}|[4-6]\\d{4}";
  return new RegExp(`\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::(?:${given})\\b|(:\\d+))?`, "g");
}
