import { describe, expect, it, test } from "vitest";
import { differs, lacks } from "./compare.ts";
import { withoutSetAside } from "./set-aside.ts";

describe("what is set aside", () => {
  test.each([
    ["web-5bbdbd6588-z9vbs   2/2     Running   0   8m44s", "web-<pod> 2/2 Running 0 <age>"],
    ["curl   ClusterIP   10.110.35.153   <none>   80/TCP   10m", "curl ClusterIP <address> <none> 80/TCP <age>"],
    ["date: Mon, 24 Oct 2022 09:04:52 GMT", "date: <date>"],
    ["x-envoy-upstream-service-time: 5", "x-envoy-upstream-service-time: <milliseconds>"],
    [
      "default   Cert Chain   ACTIVE   true   329492464   2022-02-15T09:55:46Z",
      "default Cert Chain ACTIVE true <serial number> <time>",
    ],
    ["Trying 2a04:4e42:200::323...", "Trying <address>..."],
    [
      '[2024-01-09T15:35:47.283Z] "GET / HTTP/1.1" 301 - via_upstream - "-" 0 0 2 2 "172.30.239.55" "curl/7.87.0-DEV" ' +
        '"6c01d65f-a157-97cd-8782-320a40026901" "a.example" "151.101.195.5:80" 172.30.239.16:55636 172.30.239.16:80',
      '[<time>] "GET / HTTP/1.1" 301 - via_upstream - "-" <bytes> <bytes> <milliseconds> "<address>" "curl/<version>" ' +
        '"<id>" "a.example" "<address>:80" <address> <address>:80',
    ],
  ])("%s", (line, left) => {
    expect(withoutSetAside(line)).toBe(left);
  });

  test.each([
    "HTTP/1.1 301 Moved Permanently",
    "curl.legacy to httpbin.foo: 000",
    "command terminated with exit code 56",
    "content-length: 0",
    '"- - -" 0 - - - "-"',
    "URI:spiffe://cluster.local/ns/default/sa/gateway",
  ])("nothing of: %s", (line) => {
    expect(withoutSetAside(line)).toBe(line);
  });

  it("leaves a port that somebody chose, and takes one that a client was given", () => {
    expect(
      ["10.0.0.1:80", "10.0.0.1:8443", "10.0.0.1:32767", "10.0.0.1:32768", "10.0.0.1:55636"].map(withoutSetAside),
    ).toEqual(["<address>:80", "<address>:8443", "<address>:32767", "<address>", "<address>"]);
  });
});

describe("differs", () => {
  it("takes equal lines, without regard to empty ones at the ends and to carriage returns", () => {
    expect(differs(["HTTP/1.1 200 OK", "server: envoy"], "HTTP/1.1 200 OK\r\nserver: envoy\r\n\r\n")).toBeUndefined();
  });

  it("takes any lines for three dots, and nothing but them", () => {
    const printed = ["...", "HTTP/2 200", "..."];
    expect(differs(printed, "HTTP/1.1 301\n\nHTTP/2 200\nserver: x\n")).toBeUndefined();
    expect(differs(printed, "HTTP/2 200")).toBeUndefined();
    expect(differs(printed, "HTTP/2 503")).toBe("printed, not seen: HTTP/2 200");
    expect(differs(["a", "...", "b"], "b\na")).toBe("the lines that the page prints, in another order or number");
  });

  it.each([
    [["a", "b"], "a", "printed, not seen: b"],
    [["a"], "a\nb", "seen, not printed: b"],
    [["a", "b"], "b\na", "the lines that the page prints, in another order or number"],
    [["a: 200"], "a: 000", "printed, not seen: a: 200\nseen, not printed: a: 000"],
    [
      ["Content-Type: text"],
      "content-type: text",
      "printed, not seen: Content-Type: text\nseen, not printed: content-type: text",
    ],
  ])("%j is not %j", (printed, seen, why) => {
    expect(differs(printed, seen)).toBe(why);
  });
});

it("sets the order of lines aside where nobody chose it, and there alone", () => {
  expect(differs(["a", "b"], "b\na", "istioctl pc secret web.test")).toBeUndefined();
  expect(differs(["a", "b"], "b\nc", "istioctl pc secret web.test")).toContain("printed, not seen: a");
  expect(differs(["a", "b"], "b\na", "kubectl get pods")).toBeDefined();
});

it("sets the order of an answer's header fields aside, not what they are, nor of which answer", () => {
  const printed = [
    "...",
    "HTTP/1.1 301 Moved",
    "...",
    "location: x",
    "...",
    "",
    "HTTP/2 200",
    "content-type: t",
    "...",
  ];
  const seen = "HTTP/1.1 301 Moved\ndate: d\nlocation: x\n\nHTTP/2 200\nserver: s\ncontent-type: t\n";
  expect(differs(printed, seen)).toBeUndefined();
  expect(differs(printed, seen.replace("content-type: t", "content-type: u"))).toBe(
    "printed, not seen: content-type: t",
  );
  expect(differs(printed, seen.replace("location: x\n\n", "\n").replace("server: s", "location: x"))).toBeDefined();
  expect(differs(["HTTP/2 200", "a: 1", "b: 2"], "HTTP/2 200\nb: 2\na: 1\n")).toBeUndefined();
  expect(differs(["HTTP/2 200", "a: 1"], "HTTP/2 200\nb: 2\na: 1\n")).toBe("seen, not printed: b: 2");
});

it("looks for a printed line among many", () => {
  expect(lacks(["GET / 200"], "GET /other 200\nGET / 200\n")).toBeUndefined();
  expect(lacks(["GET / 200"], "GET / 503\n")).toBe("not among the lines that were seen: GET / 200");
});
