import { describe, expect, it, test } from "vitest";
import { tableOf } from "#helpers/probes/curl-table";
import { httpAnswer, httpAnswers } from "#helpers/probes/http-answer";
import { printedAnswers } from "#helpers/probes/printed-answers";
import { curlWords } from "./index.ts";
import { recorded, recordedTranscripts } from "#helpers/probes/recorded/read";

describe.each(["7.88.1", "8.14.1"])("curl %s", (version) => {
  const answers = recordedTranscripts(`curl/${version}-transcripts.txt`);
  const answer = (command: string) => {
    const found = answers.find((each) => each.command.includes(command));
    expect(found, command).toBeDefined();
    return found!;
  };

  it("answers, over HTTP/1.1, HTTP/2 and by way of a redirection", () => {
    expect(httpAnswer(answer("-IsS http://httpbin.test.svc.cluster.local:9080/status/200"))).toMatchObject({
      protocol: "HTTP/1.1",
      status: 200,
      headers: { server: "envoy", "content-length": "0" },
    });
    expect(httpAnswers(answer("9080/politics")).map(({ protocol, status }) => `${protocol} ${status}`)).toEqual([
      "HTTP/1.1 301",
      "HTTP/2 200",
    ]);
    expect(printedAnswers(answer("9080/politics"))).toBe(
      "HTTP/1.1 301 Moved Permanently\nlocation: https://httpbin.test.svc.cluster.local:9443/politics\n" +
        "HTTP/2 200\ncontent-type: text/html; charset=utf-8",
    );
  });

  it("a reset connection, as the pages print it", () => {
    expect(answer("-IsS http://httpbin.test.svc.cluster.local:9081").text).toBe(
      "curl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56\n",
    );
    expect(tableOf([answer("-s -o /dev/null -w")])).toBe("000\ncommand terminated with exit code 56\n");
  });

  it("a connection that doesn't come about", () => {
    for (const command of [
      "-sS --connect-timeout",
      "-v -sS",
      "-sS --max-time 2 http://httpbin.test.svc.cluster.local:9083",
    ]) {
      expect(answer(command).exitCode).toBe(28);
      expect(answer(command).stderr).toMatch(curlWords.connectTimeout);
    }
    expect(answer("-v -sS").stderr).toContain("Trying 127.0.0.1:9083");
    expect(answer("--max-time").stderr).toMatch(/^curl: \(28\) Operation timed out/);
  });

  it("refusals by TLS", () => {
    expect(answer("--tls-max 1.2 --cacert ca.crt https").text).toMatch(curlWords.alertHandshakeFailure);
    expect(answer("--cert foreign.crt").text).toMatch(curlWords.alertUnknownCa);
    expect(answer("-IsSk").text).toMatch(curlWords.wrongVersionNumber);
    expect(answer("--cacert foreign.crt").exitCode).toBe(60);
  });

  it("over TLS 1.3 a refusal ends as curl's own race has it: why the suites ask up to TLS 1.2", () => {
    const { exitCode, text } = answer("-IsS --cacert ca.crt https://httpbin.test.svc.cluster.local:9444");
    expect([55, 56]).toContain(exitCode);
    expect(text.includes("alert certificate required")).toBe(exitCode === 56);
  });
});

test("the document's own curl: a transcript without curl's last line and exit code", () => {
  const text = recorded("curl/undated-connect-timeout.txt");
  expect(text).toContain("Trying 151.101.65.67...");
  expect(text).toContain("Connection timed out");
  expect(text).not.toMatch(curlWords.connectTimeout);
});
