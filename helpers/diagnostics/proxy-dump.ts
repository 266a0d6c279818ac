import { redact } from "#helpers/system/redact";

/* What is kept of a proxy's own dumps: what a person looks for in them. The rules read the whole ones, see proxy-facts.ts. */

/** Fields of Envoy's configuration that hold what nobody may see. Envoy leaves most of them out itself. */
const secretFields = new Set([
  "private_key",
  "private_key_provider",
  "password",
  "session_ticket_keys",
  "generic_secret",
  "token_secret",
]);

/** A copy of Envoy's configuration without keys. */
export function withoutKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, secretFields.has(key) ? "[removed]" : withoutKeys(field)]),
  );
}

/** The bootstrap is alike in all proxies of a mesh; endpoints have a table of their own. */
const omittedSections = /\.(Bootstrap|Endpoints)ConfigDump$/;

/** In every listener anew, and the same by Istio's settings: how it logs and traces. */
const alike = new Set(["access_log", "tracing"]);

type Section = { "@type": string } & Record<string, unknown>;

/**
 * Envoy's configuration as JSON with an entry on a line: each listener, route, cluster and secret, to be found by its name,
 * and read by jq or `istioctl proxy-config … --file`.
 * @param dump what Envoy answers on /config_dump
 * @throws SyntaxError when it is no JSON
 */
export function dumpText(dump: string): string {
  const { configs = [] } = JSON.parse(dump) as { configs?: Section[] };
  const kept = configs.filter((section) => !omittedSections.test(section["@type"]));
  const sections = kept.map((section) => redact(withoutKeys(without(alike, section)) as Section));
  return `{"configs": [\n${sections.map(sectionText).join(",\n")}\n]}\n`;
}

function without(names: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => without(names, one));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([name]) => !names.has(name));
  return Object.fromEntries(entries.map(([name, field]) => [name, without(names, field)]));
}

function sectionText(section: Section): string {
  const fields = Object.entries(section).map(([name, value]) => {
    const text = Array.isArray(value)
      ? `[\n${value.map((one) => JSON.stringify(one)).join(",\n")}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{${fields.join(",\n")}}`;
}

/** A counter that is 0, and what is the same for every cluster and endpoint of Istio's. */
const uninformative = [
  /::(?:cx|rq)_\w+::0$/,
  /::(?:default|high)_priority::/,
  /::(?:observability_name|eds_service_name)::/,
  /::added_via_api::true$/,
  /::(?:local_origin_)?success_rate::-1(?:\.0)?$/,
  /::(?:hostname|region|zone|sub_zone)::$/,
  /::(?:canary::false|priority::0|weight::1)$/,
];

/** The lines of Envoy's /clusters that say something: whose health it is, and every counter that is not 0. */
export function countersText(clusters: string): string {
  const lines = clusters.split("\n").filter((line) => !uninformative.some((pattern) => pattern.test(line)));
  return lines.join("\n");
}
