import type { Segment } from "./pcap.ts";

/** A segment from 10.0.0.1:40000 to 10.0.0.2:8080, for tests. */
export function segment(changes: Partial<Segment> = {}): Segment {
  return {
    from: "10.0.0.1",
    to: "10.0.0.2",
    fromPort: 40_000,
    toPort: 8080,
    sequence: 1,
    syn: false,
    fin: false,
    reset: false,
    payload: Buffer.alloc(0),
    ...changes,
  };
}

/** A TLS record with a body of zeros. */
export function record(type: number, length: number): Buffer {
  const head = Buffer.from([type, 3, 3, 0, 0]);
  head.writeUInt16BE(length, 3);
  return Buffer.concat([head, Buffer.alloc(length)]);
}
