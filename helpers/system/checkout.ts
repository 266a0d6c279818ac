import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { HarnessError } from "./errors.ts";
import { shellQuoted } from "./shell-quoted.ts";
import { treeHash } from "./tree-hash.ts";

/** A working tree of istio/istio, as it was when it was read. */
export interface Checkout {
  /** Absolute. */
  folder: string;
  /** Istio's minor version, by the tree's file VERSION: "1.31". */
  minor: string;
  /** Of the tree's content, 12 hex digits. */
  hash: string;
}

/** How a chosen version says that it is a checkout, with its content: "/src/istio@1.31-0123456789ab". */
const form = /^(\/.*)@(\d+\.\d+)-([0-9a-f]{12})$/;

/** The checkout that a chosen version of Istio is; undefined where it is a number. */
export function checkoutOf(istio: string): Checkout | undefined {
  const [, folder, minor, hash] = form.exec(istio) ?? [];
  return folder === undefined ? undefined : { folder, minor: minor!, hash: hash! };
}

/** Does a person mean a folder? No version has a slash in it. */
export const meansFolder = (wanted: string): boolean => wanted.includes("/") || wanted === "." || wanted === "..";

/** A process reads a tree once: what it builds and what it runs are of one content. */
const alreadyRead = new Map<string, string>();

/**
 * Reads a checkout.
 * @param wanted its folder, or what this function returned of it before, which is taken as it is
 * @returns the chosen version, see `checkoutOf`
 * @throws HarnessError where the folder is no checkout of istio/istio
 */
export function readCheckout(wanted: string): string {
  if (form.test(wanted)) return wanted;
  const folder = path.resolve(wanted);
  const known = alreadyRead.get(folder);
  if (known !== undefined) return known;
  assertCheckout(folder);
  const minor = /^\d+\.\d+/.exec(readFileSync(path.join(folder, "VERSION"), "utf8"))?.[0];
  if (minor === undefined) throw noCheckout(folder, "its file VERSION begins with no number such as 1.31");
  const version = `${folder}@${minor}-${treeHash(folder).slice(0, 12)}`;
  alreadyRead.set(folder, version);
  return version;
}

/** What a version is called in names of clusters and folders: itself, or of a checkout its folder's name, "istio-1a2b". */
export function nameOfVersion(version: string): string {
  const checkout = checkoutOf(version);
  if (checkout === undefined) return version;
  const plain = path
    .basename(checkout.folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const hash = createHash("sha256").update(checkout.folder).digest("hex").slice(0, 4);
  return [plain.replaceAll(/^-|-$/g, "").slice(0, 20), hash].filter(Boolean).join("-");
}

/** A version for people: "1.31", or of a checkout its folder. */
export const versionLabel = (version: string): string => checkoutOf(version)?.folder ?? version;

/** A version as a person types it: a folder for a shell. */
export function typedVersion(version: string): string {
  const folder = checkoutOf(version)?.folder;
  return folder === undefined ? version : /^[\w./-]+$/.test(folder) ? folder : shellQuoted(folder);
}

/** A version for a record that others read: of a checkout its content, and not where it lies. */
export function recordedVersion(version: string): string {
  const checkout = checkoutOf(version);
  return checkout === undefined ? version : `checkout ${checkout.minor}-${checkout.hash}`;
}

function assertCheckout(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw noCheckout(folder, "there is no such folder");
  for (const file of ["go.mod", "go.sum", "VERSION"]) {
    if (!statSync(path.join(folder, file), { throwIfNoEntry: false })) throw noCheckout(folder, `it has no ${file}`);
  }
  const module = /^module (\S+)/m.exec(readFileSync(path.join(folder, "go.mod"), "utf8"))?.[1];
  if (module !== "istio.io/istio") throw noCheckout(folder, `its go.mod is of ${module ?? "no module"}`);
}

const noCheckout = (folder: string, why: string): HarnessError =>
  new HarnessError(`${folder} is no checkout of istio/istio`, {
    why,
    hint: "name the folder of one (git clone https://github.com/istio/istio), or a version",
  });
