import { describe, expect, it } from "vitest";
import { inWords, packetsAsText } from "./wire-text.ts";
import { carried, isOver, streamsOf } from "./wire.ts";
import { record, segment } from "./wire.samples.ts";

const request = Buffer.from("GET /ip HTTP/1.1\r\nHost: httpbin.foo:8000\r\n\r\n");
const handshake = record(22, 40);
const data = record(23, 100);

describe("streamsOf", () => {
  it("keeps the two ways of a connection apart", () => {
    const back = segment({ from: "10.0.0.2", to: "10.0.0.1", fromPort: 8080, toPort: 40_000, reset: true });
    const streams = streamsOf([segment({ syn: true }), segment({ payload: request }), back]);
    expect(streams.map(({ from, bytes, ended, reset }) => ({ from, length: bytes.length, ended, reset }))).toEqual([
      { from: "10.0.0.1", length: request.length, ended: false, reset: false },
      { from: "10.0.0.2", length: 0, ended: true, reset: true },
    ]);
  });

  it("puts segments in sequence, counts repeated bytes once, and gets over the end of the numbers", () => {
    const at = 0xffff_fff0;
    const streams = streamsOf([
      segment({ sequence: (at + 20) >>> 0, payload: request.subarray(20) }),
      segment({ sequence: at, payload: request.subarray(0, 20) }),
      segment({ sequence: at, payload: request.subarray(0, 25) }),
    ]);
    expect(streams[0]!.bytes.toString()).toBe(request.toString());
  });

  it("refuses a capture that lost packets: what is missing could be anything", () => {
    const broken = [
      segment({ payload: request.subarray(0, 10) }),
      segment({ sequence: 20, payload: request.subarray(19) }),
    ];
    expect(() => streamsOf(broken)).toThrow(/lost packets[\s\S]*9 bytes of 10\.0\.0\.1:40000 > 10\.0\.0\.2:8080/);
  });
});

describe("carried", () => {
  it("knows records by their headers, each right behind the one before", () => {
    expect(carried(Buffer.concat([handshake, data]))).toEqual({
      tls: true,
      records: ["handshake", "application_data"],
      unfinished: false,
    });
  });

  it("tells a record that is still under way", () => {
    expect(carried(data.subarray(0, 50))).toMatchObject({ tls: true, unfinished: true });
    expect(carried(Buffer.concat([data, handshake.subarray(0, 3)]))).toMatchObject({ tls: true, unfinished: true });
  });

  it("is not taken in by clear text behind a handshake", () => {
    expect(carried(Buffer.concat([handshake, request]))).toEqual({ tls: false, foreign: request });
  });

  it("takes nothing else for TLS: text, another version, an impossible length, too few bytes", () => {
    for (const bytes of [
      request,
      Buffer.from([23, 2, 0, 0, 1, 0]),
      Buffer.from([23, 3, 3, 255, 255]),
      Buffer.from("G"),
    ])
      expect(carried(bytes).tls, bytes.toString("hex")).toBe(false);
  });
});

describe("isOver", () => {
  const client = "10.0.0.1";
  const back = { from: "10.0.0.2", to: client, fromPort: 8080, toPort: 40_000 };
  const answer = Buffer.from("HTTP/1.1 200 OK\r\n");
  const over = (...segments: Parameters<typeof segment>[0][]) => isOver(streamsOf(segments.map(segment)), client);

  it("waits for an answer, or for the connection's end", () => {
    expect(over({ payload: request })).toBe(false);
    expect(over({ payload: request }, { ...back })).toBe(false);
    expect(over({ payload: request }, { ...back, payload: answer })).toBe(true);
    expect(over({ payload: request }, { ...back, reset: true })).toBe(true);
  });

  it("does not take a connection without a request, or another client's, for an exchange", () => {
    expect(over({ syn: true }, { ...back, syn: true, fin: true })).toBe(false);
    expect(over({ from: "10.0.0.9", payload: request }, { ...back, to: "10.0.0.9", payload: answer })).toBe(false);
  });

  it("waits for the rest of a TLS record", () => {
    expect(over({ payload: data }, { ...back, payload: data.subarray(0, 20) })).toBe(false);
    expect(over({ payload: data }, { ...back, payload: data })).toBe(true);
  });
});

describe("inWords", () => {
  const way = (...payloads: Buffer[]) =>
    streamsOf(payloads.map((payload, index) => segment({ fromPort: 40_000 + index, payload })));

  it("gives the first line of what is in clear", () => {
    expect(inWords(way(request))).toBe("in clear: GET /ip HTTP/1.1");
  });

  it("says TLS records only where data was among them", () => {
    expect(inWords(way(Buffer.concat([handshake, data])))).toBe("TLS records");
    expect(inWords(way(Buffer.concat([handshake, record(21, 2)])))).toBe("TLS handshake, alert");
  });

  it("names both where one connection is encrypted and another is not", () => {
    expect(inWords(way(data, request, data))).toBe("TLS records; in clear: GET /ip HTTP/1.1");
  });

  it("tells a reset from silence, and neither hides what was carried", () => {
    expect(inWords(streamsOf([segment({ reset: true })]))).toBe("connection reset");
    expect(inWords(streamsOf([segment({ fin: true })]))).toBe("nothing");
    expect(inWords(streamsOf([segment({ reset: true, payload: request })]))).toBe("in clear: GET /ip HTTP/1.1");
  });
});

describe("packetsAsText", () => {
  it("shows payload as tcpdump -A does", () => {
    expect(packetsAsText([segment({ syn: true }), segment({ payload: Buffer.from("GET /\r\n\x16\x03") })])).toBe(
      "10.0.0.1.40000 > 10.0.0.2.8080: Flags [S], length 0\n" +
        "10.0.0.1.40000 > 10.0.0.2.8080: Flags [P], length 9\nGET /.\n..\n",
    );
  });
});
