import { describe, expect, test } from "vitest";
import { withRecordedAnswers } from "#helpers/verdict/recorded-answers";
import { parseAccessLogLine } from "./access-log.ts";
import { recorded } from "./recorded/read.ts";
import { noteContainers, noteLogLines, normalisedLine, answersOfRows } from "./record-answers.ts";

const lines = recorded("envoy/1.31-eed52ebb66ad-access-log.txt").trim().split("\n").map(parseAccessLogLine);

describe("a log line", () => {
  test("keeps its fields and their order, without what is of one request", () => {
    expect(lines.map((line) => normalisedLine(line!.line).replace(/\{.*?\}|"TLS_error.*?"/g, "…"))).toEqual([
      '[<time>] "- - -" 0 - - - "-" <bytes> <bytes> <ms> - "-" "-" "-" "-" "<address>:443" outbound|443||edition.cnn.com <address>:<port> <address>:443 <address>:<port> edition.cnn.com -',
      '[<time>] "GET /politics?meshproof=<id> HTTP/1.1" 301 - via_upstream - "-" <bytes> <bytes> <ms> <ms> "<address>" "curl/<version>" "<id>" "edition.cnn.com" "<address>:80" outbound|80||edition.cnn.com <address>:<port> <address>:80 <address>:<port> - default.forward-cnn-from-egress-gateway.0',
      '[<time>] "GET /<id> HTTP/1.1" 503 URX,UF upstream_reset_before_response_started… - … <bytes> <bytes> <ms> - "-" "curl/<version>" "<id>" "wikipedia.org" "<address>:443" outbound|80||wikipedia.org - <address>:80 <address>:<port> - default',
    ]);
  });

  test("the ports of both clients are the kernel's choice, also low ones; those that were asked for are not", () => {
    const [, line] = lines;
    const low = line!.line.replace(/(\S+):\d+ (\S+) (\S+):\d+ (\S+ \S+)$/, "$1:1558 $2 $3:5343 $4");
    expect(low).toContain(":5343 ");
    expect(normalisedLine(low)).toBe(normalisedLine(line!.line));
    expect(normalisedLine(low)).toContain(" <address>:80 <address>:<port> ");
    const one = line!.line.replace(/:\d+ (\S+ \S+)$/, ":1711 $1");
    expect(one).toContain(":1711 ");
    expect(normalisedLine(one)).toBe(normalisedLine(line!.line));
  });

  test("tells its response flags besides", async () => {
    const { answers } = await withRecordedAnswers(async () => noteLogLines("the gateway", lines.slice(1) as never));
    expect(answers.filter(({ kind }) => kind === "response-flags")).toEqual([
      { kind: "response-flags", name: "log of the gateway", values: ["301 -", "503 URX,UF"] },
    ]);
  });
});

test("containers in both of a pod's lists", async () => {
  const { answers } = await withRecordedAnswers(async () =>
    noteContainers("curl.foo", {
      containers: [{ name: "curl" }],
      initContainers: [{ name: "istio-init" }, { name: "istio-proxy", restartPolicy: "Always" }],
    }),
  );
  expect(answers[0]?.values).toEqual([
    "containers curl; init containers that keep running istio-proxy; others istio-init",
  ]);
});

test("rows of kubectl, without the columns that are of this run's objects alone, and without what is ending", () => {
  const rows = [
    { NAMESPACE: "", NAME: "curl-557747455f-xx88g", READY: "1/1", AGE: "5s" },
    { NAMESPACE: "", NAME: "curl-557747455f-zz77h", READY: "0/1", STATUS: "Terminating", AGE: "50s" },
  ] as Record<string, string>[];
  expect(answersOfRows("kubectl", "pods", rows, ["AGE"])).toEqual([
    { kind: "kubectl", name: "pods", value: "NAME curl-<pod>, READY 1/1" },
  ]);
});
