import { describe, expect, test } from "vitest";
import type { HttpsAnswer } from "#helpers/verdict/https-outcome";
import type { Transcript } from "#helpers/kube/exec";
import { expectAnswer } from "./expect-answer.ts";

const printed = `HTTP/1.1 200 OK
server: envoy
date: Mon, 31 Aug 2020 02:34:06 GMT
content-type: text/html; charset=utf-8
access-control-allow-origin: *
x-envoy-upstream-service-time: 2
`;
const answer =
  "HTTP/1.1 200 OK\r\nServer: envoy\r\ndate: Fri, 27 Nov 2026 13:08:06 GMT\r\ncontent-type: text/html; charset=utf-8\r\naccess-control-allow-origin: *\r\nx-envoy-upstream-service-time: 31\r\nvia: 1.1 somebody\r\n\r\n";

const seen = (text: string, exitCode = 0): Transcript => ({
  command: "curl -I",
  exitCode,
  stdout: text,
  stderr: "",
  text,
});

function objection(claim: () => void): Error & { observed: string; expected: string } {
  try {
    claim();
  } catch (error) {
    return error as Error & { observed: string; expected: string };
  }
  return expect.unreachable("it was taken for what is printed");
}

describe("an answer as the page prints it", () => {
  test("whatever the case of a name, and the value of what varies", () => {
    expectAnswer(seen(answer), printed);
  });

  test("names what is missing, and what stands in its place, and nothing besides", () => {
    const other = answer.replace("200 OK", "503 Service Unavailable").replace("charset=utf-8", "charset=latin1");
    const error = objection(() => expectAnswer(seen(other), printed));
    expect(error.name).toBe("AssertionError");
    expect(error.message).toBe(
      "seen “HTTP/1.1 503 Service Unavailable / content-type: text/html; charset=latin1”, not seen “HTTP/1.1 200 OK / content-type: text/html; charset=utf-8”",
    );
    expect(error.observed.split("\n")).toEqual(other.trim().split("\r\n"));
    expect(error.expected).toBe(printed);
  });

  test("a header that is not there", () => {
    const error = objection(() => expectAnswer(seen(answer.replace(/date: .*\r\n/, "")), printed));
    expect(error.message).toBe("not seen “date: Mon, 31 Aug 2020 02:34:06 GMT”");
  });

  test("what varies has a form all the same, and a star is a star", () => {
    const noTime = answer.replace(/service-time: \d+/, "service-time: soon");
    expect(objection(() => expectAnswer(seen(noTime), printed)).message).toContain("service-time: soon");
    const anywhere = answer.replace("allow-origin: *", "allow-origin: https://elsewhere");
    expect(objection(() => expectAnswer(seen(anywhere), printed)).message).toContain("https://elsewhere");
  });

  test("a part of a line may be declared to be anything, but not nothing", () => {
    expectAnswer(seen("HTTP/2 200 \nserver: a-1-b\n"), "HTTP/2 200\nserver: a-…-b");
    objection(() => expectAnswer(seen("HTTP/2 200\nserver: a--b\n"), "HTTP/2 200\nserver: a-…-b"));
  });

  test("further headers are taken, unless the page prints the whole answer", () => {
    const error = objection(() => expectAnswer(seen(answer), printed, { whole: true }));
    expect(error.message).toBe("seen “via: 1.1 somebody”");
  });

  test("a value that another version has, where the check declares it", () => {
    const other = seen(answer.replace("utf-8", "UTF-8"));
    expectAnswer(other, printed, { varies: { "content-type": /^text\/html; charset=utf-8$/i } });
  });
});

test("curl's failure is what was seen, whatever it printed before", () => {
  const words = "curl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56\n";
  const error = objection(() => expectAnswer(seen(words, 56), "HTTP/2 200"));
  expect(error.message).toBe(
    "seen “curl: (56) Recv failure: Connection reset by peer / command terminated with exit code 56”, not seen “HTTP/2 200”",
  );
  expect(error.observed).toBe(words.trim());
  objection(() => expectAnswer(seen(`${answer}${words}`, 56), printed));
  expect(objection(() => expectAnswer(seen("", 0), "HTTP/2 200")).observed).toBe("nothing");
});

describe("several answers", () => {
  const two = "HTTP/1.1 301 Moved Permanently\n...\nlocation: https://a/\n...\n\nHTTP/2 200\nContent-Type: text/html";
  const followed =
    "HTTP/1.1 301 Moved Permanently\r\nserver: envoy\r\nlocation: https://a/\r\n\r\nHTTP/2 200 \r\ncontent-type: text/html\r\n\r\nlocation: of the body\n";

  test("each beside its own", () => {
    expectAnswer(seen(followed), two);
    const swapped = followed.replace("https://a/", "https://b/");
    expect(objection(() => expectAnswer(seen(swapped), two)).message).toBe(
      "seen “location: https://b/”, not seen “location: https://a/”",
    );
  });

  test("one more or one less than printed is a difference", () => {
    objection(() => expectAnswer(seen(followed), "HTTP/2 200"));
    objection(() => expectAnswer(seen("HTTP/2 200\n"), two));
  });
});

test("the answer to a request of our own, with its TLS session", () => {
  const own: HttpsAnswer = {
    outcome: "answer",
    status: 200,
    headers: { server: "istio-envoy" },
    body: "",
    tls: {
      version: "TLSv1.3",
      cipher: "TLS_AES_128_GCM_SHA256",
      protocol: "HTTP/2",
      fingerprint: "ab",
      subject: "httpbin.example.com",
    },
    text: "",
  };
  const page = "* SSL connection using TLSv1.3\n*  subject: CN=httpbin.example.com\nHTTP/2 200\nserver: istio-envoy";
  expectAnswer(own, page);
  const older = { ...own, tls: { ...own.tls, version: "TLSv1.2" } };
  expect(objection(() => expectAnswer(older, page)).message).toBe(
    "seen “* SSL connection using TLSv1.2”, not seen “* SSL connection using TLSv1.3”",
  );
  const refused = { outcome: "refused", code: "ECONNREFUSED", text: "ECONNREFUSED: 10.0.0.1" } as const;
  expect(objection(() => expectAnswer(refused, page)).message).toMatch(/^seen “ECONNREFUSED: 10.0.0.1”, not seen “/);
});
