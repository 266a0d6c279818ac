import { HarnessError } from "#helpers/system/errors";

/** One TCP segment over IPv4, as a capture holds it. */
export interface Segment {
  /** Addresses, dotted. */
  from: string;
  to: string;
  fromPort: number;
  toPort: number;
  sequence: number;
  syn: boolean;
  fin: boolean;
  reset: boolean;
  payload: Buffer;
}

const fileHeader = 24;
const recordHeader = 16;
const ethernet = 1;
const ethernetHeader = 14;
const ipv4 = 0x0800;
const tcp = 6;

/**
 * The TCP segments of a capture file as `tcpdump -w` writes it, oldest first. A packet that is still being written at
 * the end of the file is left out.
 * https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-05.html
 * @throws HarnessError when it is no capture of an Ethernet interface, or packets were cut short
 */
export function tcpSegments(file: Buffer): Segment[] {
  const read = readerOf(file);
  const segments: Segment[] = [];
  for (let at = fileHeader; at + recordHeader <= file.length;) {
    const [captured, onTheWire] = [read(at + 8), read(at + 12)];
    const end = at + recordHeader + captured;
    if (end > file.length) break;
    if (captured < onTheWire) throw unreadable(`a packet of ${onTheWire} bytes was cut to ${captured}`);
    const segment = segmentOf(file.subarray(at + recordHeader, end));
    if (segment) segments.push(segment);
    at = end;
  }
  return segments;
}

/** Reads a 32-bit number in the byte order of the machine that wrote the file. */
function readerOf(file: Buffer): (at: number) => number {
  if (file.length < fileHeader) throw unreadable(`it has ${file.length} bytes, less than a capture's header`);
  const magic = file.readUInt32LE(0);
  // The second number of each: times in nanoseconds.
  const little = magic === 0xa1b2c3d4 || magic === 0xa1b23c4d;
  if (!little && magic !== 0xd4c3b2a1 && magic !== 0x4d3cb2a1) throw unreadable(`it begins with ${magic.toString(16)}`);
  const read = (at: number) => (little ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const link = read(20) & 0xffff;
  if (link !== ethernet) throw unreadable(`its link type is ${link}, not Ethernet`);
  return read;
}

function segmentOf(frame: Buffer): Segment | undefined {
  if (frame.length < ethernetHeader + 20 || frame.readUInt16BE(12) !== ipv4) return undefined;
  const packet = frame.subarray(ethernetHeader);
  if (packet[9] !== tcp) return undefined;
  // A length of 0: the kernel had not cut a large packet into segments yet. Short frames are padded behind the packet.
  const length = packet.readUInt16BE(2) || packet.length;
  const segment = packet.subarray((packet[0]! & 0x0f) * 4, length);
  const flags = segment[13]!;
  return {
    from: packet.subarray(12, 16).join("."),
    to: packet.subarray(16, 20).join("."),
    fromPort: segment.readUInt16BE(0),
    toPort: segment.readUInt16BE(2),
    sequence: segment.readUInt32BE(4),
    syn: (flags & 0x02) !== 0,
    fin: (flags & 0x01) !== 0,
    reset: (flags & 0x04) !== 0,
    payload: segment.subarray((segment[12]! >> 4) * 4),
  };
}

function unreadable(why: string): HarnessError {
  return new HarnessError("cannot read the capture", {
    why,
    hint: "see what tcpdump said: `kubectl logs <pod> -c capture`",
  });
}
