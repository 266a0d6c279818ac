import { expect, test } from "vitest";
import { countsIn } from "./capture.ts";

test("what tcpdump tells of itself, each time that it is asked", () => {
  const log = `tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
tcpdump: 1 packet captured, 1 packet received by filter, 0 packets dropped by kernel
tcpdump: 598 packets captured, 601 packets received by filter, 2 packets dropped by kernel
`;
  expect(countsIn(log)).toEqual([
    { captured: 1, received: 1, dropped: 0 },
    { captured: 598, received: 601, dropped: 2 },
  ]);
  expect(countsIn("tcpdump: listening on eth0")).toEqual([]);
});
