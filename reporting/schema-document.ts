import { z } from "zod";
import { count } from "./schema-check.ts";

const section = z.object({
  slug: z.string().describe("As in `checks[].section`."),
  title: z.string().describe("Its heading, in English."),
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
  id: z.string().describe("As in `checks[].blocks`."),
  lines: z.tuple([count, count]).describe("First and last line in the catalogued copy."),
  sha256: z.string().describe("Of its text."),
  byHand: z.array(z.string()).describe("Its commands for a person with a shell in meshproof's folder."),
});

/** A document that was checked. */
export const document = z.object({
  id: z.string().describe("As in `checks[].page`."),
  title: z.string().describe("As it calls itself."),
  url: z.string().describe("Where it stands."),
  sections: z.array(section).describe("Its sections, in its order."),
  edition: edition.optional().describe("Which text of the document the checks are of."),
  blocks: z.array(block).optional().describe("Its command and output blocks."),
});

export const erratum = z.object({
  id: z.string().describe("As in `checks[].errata`; unique within its document."),
  page: z.string().describe("Id of the document."),
  text: z.string().describe("What is wrong, and in which edition."),
  blocks: z.array(z.string()).optional().describe("Ids of the blocks that it is in."),
});

export const versions = z.object({
  istio: z.string().describe("As the control plane tells it."),
  envoy: z.string().describe("As a gateway's proxy tells it."),
  kubernetes: z.string().describe("As the API server tells it."),
  cni: z.string().describe("Image of the network plugin."),
  gatewayApi: z.string().describe("Version and channel of the CRDs."),
  images: z
    .record(z.string(), z.string())
    .describe("Images that pods of istio-system and kube-system ran when the mesh was ready, and their digests."),
});

export const workload = z.object({
  workload: z.string().describe("`<namespace>/<name>`, without the generated end of a pod's name."),
  container: z.string().describe("Name of the container, the sidecar's and init containers' too."),
  image: z.string().describe("As the pod's status names it."),
  imageID: z
    .string()
    .describe(
      "The image's digest, as the node's container runtime tells it. Images that meshproof built and imported were pulled from no registry: theirs is the digest of the local image.",
    ),
});

export const tool = z.object({
  name: z.literal("meshproof").describe("Always this."),
  version: z.string().describe("Of its package."),
  commit: z.string().optional().describe("Of its checkout."),
  changed: z.boolean().optional().describe("Had the checkout changes that were not committed?"),
});

export const host = z.object({
  os: z.string().describe("Kind and release of its kernel."),
  arch: z.string().describe("As Node.js names it."),
  cpus: count.describe("That the run could use."),
  memoryBytes: count.describe("Of the machine."),
  node: z.string().describe("Version of Node.js."),
});
