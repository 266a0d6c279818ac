import { readFileSync } from "node:fs";
import type { Transcript } from "#helpers/kube/exec";

/** A recorded output, whole. @param file e.g. "istioctl/1.31-eed52ebb66ad-proxy-config-secret.txt" */
export function recorded(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}

/**
 * A recording of curl as the answers of its commands, in their order. It doesn't tell stdout from stderr, so that both
 * hold the whole text. kubectl's own line on the exit code is added, which `kubectl exec` prints.
 */
export function recordedTranscripts(file: string): Transcript[] {
  const [, ...parts] = recorded(file).split(/^\$ /m);
  return parts.map((part) => {
    const [, command, text, exitCode] = /^(.*)\n([\s\S]*?)exit code (\d+)\n/.exec(part)!;
    const last = exitCode === "0" ? "" : `command terminated with exit code ${exitCode}\n`;
    return { command: command!, exitCode: Number(exitCode), stdout: text!, stderr: text!, text: text! + last };
  });
}
