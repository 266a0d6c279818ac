import { describe, expect, it } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { tcpSegments } from "./pcap.ts";

/** A capture's header as a little-endian machine writes it. */
function header(link = 1): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32LE(0xa1b2c3d4, 0);
  bytes.writeUInt16LE(2, 4);
  bytes.writeUInt16LE(4, 6);
  bytes.writeUInt32LE(262_144, 16);
  bytes.writeUInt32LE(link, 20);
  return bytes;
}

function packet(frame: Buffer, onTheWire = frame.length): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(frame.length, 8);
  bytes.writeUInt32LE(onTheWire, 12);
  return Buffer.concat([bytes, frame]);
}

/** Ethernet, IPv4 and TCP headers of 14, 20 and 20 bytes in front of a payload, and padding behind it. */
function frame(payload: string, flags: number, { protocol = 6, padding = 0 } = {}): Buffer {
  const bytes = Buffer.alloc(54);
  bytes.writeUInt16BE(0x0800, 12);
  bytes[14] = 0x45;
  bytes.writeUInt16BE(40 + payload.length, 16);
  bytes[23] = protocol;
  bytes.set([10, 244, 0, 7], 26);
  bytes.set([10, 244, 0, 9], 30);
  bytes.writeUInt16BE(43_210, 34);
  bytes.writeUInt16BE(8080, 36);
  bytes.writeUInt32BE(0xfedcba98, 38);
  bytes[46] = 0x50;
  bytes[47] = flags;
  return Buffer.concat([bytes, Buffer.from(payload), Buffer.alloc(padding)]);
}

const request = packet(frame("GET /ip", 0x18));

describe("tcpSegments", () => {
  it("reads addresses, ports, sequence, flags and payload", () => {
    const [seen] = tcpSegments(Buffer.concat([header(), request]));
    expect(seen).toMatchObject({ from: "10.244.0.7", fromPort: 43_210, to: "10.244.0.9", toPort: 8080 });
    expect(seen).toMatchObject({ sequence: 0xfedcba98, syn: false, fin: false, reset: false });
    expect(seen!.payload.toString()).toBe("GET /ip");
  });

  it("knows SYN, FIN and RST", () => {
    const flags = [0x02, 0x11, 0x14].map((bits) => packet(frame("", bits)));
    const seen = tcpSegments(Buffer.concat([header(), ...flags]));
    expect(seen.map(({ syn, fin, reset }) => [syn, fin, reset])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });

  it("takes no padding for payload, and leaves other protocols out", () => {
    const seen = tcpSegments(
      Buffer.concat([header(), packet(frame("", 0x10, { padding: 6 })), packet(frame("dns", 0, { protocol: 17 }))]),
    );
    expect(seen.map(({ payload }) => payload.length)).toEqual([0]);
  });

  it("leaves out a packet that is still being written", () => {
    expect(tcpSegments(Buffer.concat([header(), request, request.subarray(0, 40)]))).toHaveLength(1);
  });

  it("refuses packets that were cut short, other link types, and what is no capture at all", () => {
    const refused = [
      Buffer.concat([header(), packet(frame("GET", 0x18), 1500)]),
      header(113),
      Buffer.alloc(30),
      Buffer.alloc(3),
    ];
    for (const file of refused) expect(() => tcpSegments(file)).toThrow(HarnessError);
  });
});
