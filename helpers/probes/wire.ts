import { HarnessError } from "#helpers/system/errors";
import type { Segment } from "./pcap.ts";

/** All bytes that went one way over one connection while a capture ran. */
export interface Stream {
  from: string;
  to: string;
  fromPort: number;
  toPort: number;
  bytes: Buffer;
  /** The sender closed or reset the connection. */
  ended: boolean;
  reset: boolean;
}

/** What a stream carries: TLS records from its first byte to its last, or something else, and from where on. */
export type Carried = { tls: true; records: string[]; unfinished: boolean } | { tls: false; foreign: Buffer };

/**
 * The streams of a capture, in the order in which they began: segments in sequence, repeated bytes once.
 * @throws HarnessError when bytes are missing between two segments: the capture lost packets
 */
export function streamsOf(segments: Segment[]): Stream[] {
  const groups = new Map<string, Segment[]>();
  for (const segment of segments) {
    const { from, fromPort, to, toPort } = segment;
    const key = `${from}:${fromPort} > ${to}:${toPort}`;
    groups.set(key, [...(groups.get(key) ?? []), segment]);
  }
  return [...groups].map(([key, group]) => {
    const { from, to, fromPort, toPort } = group[0]!;
    const reset = group.some((segment) => segment.reset);
    const ended = reset || group.some(({ fin }) => fin);
    return { from, to, fromPort, toPort, bytes: inSequence(key, group), ended, reset };
  });
}

function inSequence(key: string, group: Segment[]): Buffer {
  const withPayload = group.filter(({ payload }) => payload.length > 0);
  const [first] = withPayload;
  if (!first) return Buffer.alloc(0);
  // Sequence numbers wrap: distances are taken from the first, as signed 32-bit numbers.
  const distance = ({ sequence }: Segment) => (sequence - first.sequence) | 0;
  const ordered = [...withPayload].sort((a, b) => distance(a) - distance(b));
  const origin = distance(ordered[0]!);
  const parts: Buffer[] = [];
  let length = 0;
  for (const segment of ordered) {
    const offset = distance(segment) - origin;
    if (offset > length) throw lostPackets(key, offset - length);
    const fresh = segment.payload.subarray(length - offset);
    parts.push(fresh);
    length += fresh.length;
  }
  return Buffer.concat(parts);
}

const recordTypes: Record<number, string> = {
  20: "change_cipher_spec",
  21: "alert",
  22: "handshake",
  23: "application_data",
};

/**
 * Tells TLS from anything else by its records (RFC 8446, section 5.1): type, version 3.x, length, each right behind the
 * one before. One byte that belongs to no record makes the whole stream something else.
 */
export function carried(bytes: Buffer): Carried {
  const records: string[] = [];
  let at = 0;
  for (; at + 5 <= bytes.length; at += 5 + bytes.readUInt16BE(at + 3)) {
    const type = recordTypes[bytes[at]!];
    // 2^14 bytes and what encryption may add to them.
    const isRecord = type !== undefined && bytes[at + 1] === 3 && bytes.readUInt16BE(at + 3) <= 16_384 + 2_048;
    if (!isRecord) return { tls: false, foreign: bytes.subarray(at) };
    records.push(type);
  }
  if (records.length === 0) return { tls: false, foreign: bytes };
  return { tls: true, records, unfinished: at !== bytes.length };
}

/**
 * Are the exchanges with that client over? It sent something, and for each of its connections either something came back
 * or the connection ended without an answer; no TLS record is still under way.
 */
export function isOver(streams: Stream[], address: string): boolean {
  const sent = streams.filter(({ from, bytes }) => from === address && bytes.length > 0);
  const back = streams.filter(({ to, bytes, ended }) => to === address && (bytes.length > 0 || ended));
  const whole = [...sent, ...back].every(({ bytes }) => {
    const content = carried(bytes);
    return !content.tls || !content.unfinished;
  });
  const answered = sent.every(({ fromPort }) => back.some(({ toPort }) => toPort === fromPort));
  return sent.length > 0 && answered && whole;
}

function lostPackets(key: string, missing: number): HarnessError {
  return new HarnessError("the capture lost packets", {
    why: `${missing} bytes of ${key} are missing`,
    hint: "run the check again on a machine with less load",
  });
}
