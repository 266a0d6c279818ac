import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { countersText, dumpText } from "./proxy-dump.ts";
import { proxyFacts } from "./proxy-facts.ts";

const recorded = (name: string) => readFileSync(new URL(`recorded-proxy/${name}`, import.meta.url), "utf8");

test("what is kept of a dump is JSON with an entry on a line, and says the same of secrets, listeners and clusters", () => {
  const [dump, clusters] = [recorded("config_dump.json"), recorded("clusters.txt")];
  const at = { namespace: "test", pod: "one" };
  expect(proxyFacts(at, dumpText(dump), clusters)).toEqual(proxyFacts(at, dump, clusters));
  const names = dumpText(dump)
    .split("\n")
    .filter((line) => line.startsWith('{"name":'));
  expect(names.length).toBeGreaterThan(2);
});

test("the bootstrap, endpoints, and how a listener logs and traces are left out, and so is a key", () => {
  const section = (type: string, more: object) => ({ "@type": `type.googleapis.com/envoy.admin.v3.${type}`, ...more });
  const dump = JSON.stringify({
    configs: [
      section("BootstrapConfigDump", { bootstrap: {} }),
      section("EndpointsConfigDump", { dynamic_endpoint_configs: [] }),
      section("ListenersConfigDump", {
        dynamic_listeners: [{ name: "a", access_log: [{}], tracing: {}, private_key: { inline_string: "secret" } }],
      }),
    ],
  });
  expect(JSON.parse(dumpText(dump))).toEqual({
    configs: [section("ListenersConfigDump", { dynamic_listeners: [{ name: "a", private_key: "[removed]" }] })],
  });
});

test("of the clusters' counters those stay that say something", () => {
  const line = (rest: string) => `outbound|80||a::10.0.0.1:80::${rest}`;
  const informative = ["cx_total::3", "health_flags::healthy", "rq_error::1", "weight::20"].map(line);
  const silent = ["cx_active::0", "priority::0", "weight::1", "region::", "success_rate::-1"].map(line);
  const limits = "outbound|80||a::default_priority::max_requests::4294967295";
  expect(countersText([...informative, ...silent, limits].join("\n"))).toBe(informative.join("\n"));
});
