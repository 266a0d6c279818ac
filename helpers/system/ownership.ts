import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir, hostname, userInfo } from "node:os";
import { projectDir } from "./paths.ts";

/** Labels on all that we make on a Docker engine. An image hands its labels on to containers: images never bear these. */
export const ownerLabel = "meshproof.owner";
export const checkoutLabel = "meshproof.checkout";

/**
 * Who we are, for all who share an engine: user, home folder, and machine ("root:/root@3f2a9c1d"). Two users are never the
 * same; two checkouts of one user are, and take turns by the target's lock.
 */
export function owner(): string {
  return `${user()}:${homedir()}@${machine()}`;
}

function user(): string {
  try {
    return userInfo().username;
  } catch (error) {
    // A container that runs as a user whom its /etc/passwd does not know.
    void error;
    return String(process.getuid?.());
  }
}

/** A container's own hostname changes with each of them, a laptop's with its network: the machine's id first. */
function machine(): string {
  const id = readMachineId();
  return id ? createHash("sha256").update(id).digest("hex").slice(0, 8) : hostname();
}

function readMachineId(): string {
  try {
    return readFileSync("/etc/machine-id", "utf8").trim();
  } catch (error) {
    // No systemd, or no Linux.
    void error;
    return "";
  }
}

/** The labels of what this checkout makes. */
export function ownLabels(): Record<string, string> {
  return { [ownerLabel]: owner(), [checkoutLabel]: projectDir };
}

/** The same as options of `docker run`, `docker create` and `docker network create`. */
export function labelOptions(more: Record<string, string> = {}): string[] {
  return Object.entries({ ...ownLabels(), ...more }).map(([name, value]) => `--label=${name}=${value}`);
}

/** Did this user make it? Only then it may be removed. */
export function isOurs(labels: Partial<Record<string, string>> | null | undefined): boolean {
  return labels?.[ownerLabel] === owner();
}
