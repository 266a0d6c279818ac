import { lastLines, run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { noteEvidence } from "#helpers/verdict/evidence";
import { stateFileShown } from "#helpers/system/state-folder";
import type { PreparedTarget } from "./prepared.ts";

/** One finding of `istioctl analyze`, as its -o json has it. */
export interface Finding {
  /** "IST0101". */
  code: string;
  level: "Error" | "Warning" | "Info";
  /** "Gateway default/bookinfo-gateway-https". */
  origin: string;
  message: string;
}

/** istioctl's own exit code for "there are findings": no failure. */
const findingsExitCode = 79;

/**
 * What istiod's own analyzers say of a namespace's resources.
 * @throws HarnessError when istioctl could not analyze
 */
export async function analyze(target: PreparedTarget, namespace: string): Promise<Finding[]> {
  const args = ["analyze", "--namespace", namespace, "-o", "json"];
  const { exitCode, stdout, stderr } = await run(target.istioctl, ["--kubeconfig", target.kubeconfig, ...args], {
    timeout: 30_000,
  });
  noteEvidence(`istioctl ${args.join(" ")}`, stdout + stderr);
  const findings = exitCode === 0 || exitCode === findingsExitCode ? parseFindings(stdout) : undefined;
  if (findings) return findings;
  throw new HarnessError(`\`istioctl ${args.join(" ")}\` ended with exit code ${exitCode} and gave no findings`, {
    why: lastLines(stderr || stdout, 8),
    hint: `run it by hand with --kubeconfig ${stateFileShown("kubeconfig")}`,
  });
}

/** The list in what istioctl prints, after lines of its own log, if any; undefined where there is none. */
export function parseFindings(stdout: string): Finding[] | undefined {
  const json = /^\[[^]*/m.exec(stdout)?.[0] ?? "";
  try {
    const findings = JSON.parse(json) as unknown;
    return Array.isArray(findings) ? (findings as Finding[]) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
