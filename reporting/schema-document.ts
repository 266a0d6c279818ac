import { z } from "zod";
import { count } from "./schema-check.ts";

const section = z.object({
  slug: z.string(),
  title: z.string(),
  anchor: z.string().optional().describe("Of its heading in the document."),
});

const edition = z.object({
  language: z.string().describe("Of the copy that was catalogued."),
  copy: z.string().describe("Number of that copy."),
  sha256: z
    .string()
    .describe("Over the SHA-256 sums of the document's blocks, in hex, each on a line of its own, in their order."),
});

const block = z.object({
  id: z.string(),
  lines: z.tuple([count, count]).describe("First and last line in the catalogued copy."),
  sha256: z.string().describe("Of its text."),
  byHand: z.array(z.string()).describe("Its commands for a person with a shell in meshproof's folder."),
});

/** A document that was checked. */
export const document = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  sections: z.array(section),
  edition: edition.optional().describe("Which text of the document the checks are of."),
  blocks: z.array(block).optional().describe("Its command and output blocks."),
});

export const erratum = z.object({
  id: z.string(),
  page: z.string(),
  text: z.string(),
  blocks: z.array(z.string()).optional().describe("Ids of the blocks that it is in."),
});

export const versions = z.object({
  istio: z.string(),
  envoy: z.string(),
  kubernetes: z.string(),
  cni: z.string(),
  gatewayApi: z.string(),
  images: z
    .record(z.string(), z.string())
    .describe("Images that pods of istio-system and kube-system ran when the mesh was ready, and their digests."),
});

export const tool = z.object({
  name: z.literal("meshproof"),
  version: z.string(),
  commit: z.string().optional().describe("Of its checkout."),
  changed: z.boolean().optional().describe("Had the checkout changes that were not committed?"),
});

export const host = z.object({
  os: z.string(),
  arch: z.string(),
  cpus: count,
  memoryBytes: count,
  node: z.string().describe("Version of Node.js."),
});
