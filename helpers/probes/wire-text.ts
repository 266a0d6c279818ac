import type { Segment } from "./pcap.ts";
import { carried, type Stream } from "./wire.ts";

/**
 * One way of an exchange in words: `TLS records`, `in clear: <first line>`, `connection reset`, or `nothing`.
 * @param streams all that went that way; connections that only ended meanwhile say nothing where others carried bytes
 */
export function inWords(streams: Stream[]): string {
  const contents = streams.filter(({ bytes }) => bytes.length > 0).map(({ bytes }) => contentInWords(bytes));
  if (contents.length > 0) return [...new Set(contents)].join("; ");
  return streams.some(({ reset }) => reset) ? "connection reset" : "nothing";
}

function contentInWords(bytes: Buffer): string {
  const content = carried(bytes);
  if (!content.tls) return `in clear: ${firstLineOf(content.foreign)}`;
  // A handshake that came to nothing carries no data: that must not pass for a request.
  return content.records.includes("application_data")
    ? "TLS records"
    : `TLS ${[...new Set(content.records)].join(", ")}`;
}

/** The packets for a person to read, as `tcpdump -A` would show them. */
export function packetsAsText(segments: Segment[]): string {
  return segments
    .map(({ from, fromPort, to, toPort, syn, fin, reset, payload }) => {
      const flags = [syn && "S", fin && "F", reset && "R", payload.length > 0 && "P"].filter(Boolean).join("");
      const head = `${from}.${fromPort} > ${to}.${toPort}: Flags [${flags || "."}], length ${payload.length}\n`;
      return payload.length > 0 ? `${head}${printable(payload)}\n` : head;
    })
    .join("");
}

function firstLineOf(bytes: Buffer): string {
  return printable(bytes).split("\n", 1)[0]!.replace(/\.$/, "");
}

/** A dot for each byte that is not printable, line feeds kept. */
function printable(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[^\x20-\x7e\n]/g, ".");
}
