import { z } from "zod";

const image = /^(https?:\/\/)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?(\/[a-z0-9._-]+)*\/?$/i;
const file = /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?(\/[^\s?#@]*)?$/i;

/** Where images and files are asked for in place of their own hosts. A password has no place in them: `docker login`. */
export const sourceSettings = {
  MESHPROOF_MIRROR: z
    .string()
    .regex(image, "a registry, as mirror.example:5000 or mirror.example/path, without a password")
    .optional(),
  MESHPROOF_DOWNLOADS: z
    .string()
    .regex(file, "an address, as https://files.example/mirror, without a password")
    .optional(),
  /** Of what is released; what is built has Calico in its node image. */
  MESHPROOF_CNI: z.enum(["calico"]).optional(),
};

/** The text without what stands before an @ in an address. */
export function withoutPassword(text: string): string {
  return text.replace(/[^/\s]*@/g, "[removed]@");
}
