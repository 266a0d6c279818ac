import { lastLines, run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { noteEvidence } from "#helpers/verdict/evidence";
import { recordAnswers } from "#helpers/verdict/recorded-answers";
import { stateFileShown } from "#helpers/system/state-folder";
import { answersOfIstioctl } from "./answer-tables.ts";
import type { PreparedTarget } from "./prepared.ts";

/**
 * Runs istioctl against the target and returns what it prints on stdout.
 * @throws HarnessError when it ends with anything but 0
 */
export async function istioctl(
  target: PreparedTarget,
  args: string[],
  timeout = 30_000,
  input?: string,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(target.istioctl, ["--kubeconfig", target.kubeconfig, ...args], {
    timeout,
    input,
  });
  noteEvidence(`istioctl ${args.join(" ")}`, stdout + stderr);
  if (exitCode === 0) {
    recordAnswers(answersOfIstioctl(args, () => parseTable(stdout), stdout));
    return stdout;
  }
  throw new HarnessError(`\`istioctl ${args.join(" ")}\` ended with exit code ${exitCode}`, {
    why: lastLines(stderr, 8),
    hint: `run it by hand with --kubeconfig ${stateFileShown("kubeconfig")}`,
  });
}

/** `istioctl kube-inject`: the manifests, with a sidecar in each workload as this mesh is configured. */
export function kubeInject(target: PreparedTarget, manifests: string): Promise<string> {
  return istioctl(target, ["kube-inject", "-f", "-"], 30_000, manifests);
}

/**
 * The rows of a table as istioctl prints it: columns are apart by two blanks or more.
 * @throws HarnessError when the text has no header line
 */
export function parseTable(text: string): Record<string, string>[] {
  const [header, ...lines] = text.split("\n").filter((line) => line.trim());
  if (!header) throw new HarnessError("istioctl printed no table", { why: text, hint: "run the command by hand" });
  const names = header.trim().split(/\s{2,}/);
  const starts = names.map((name) => header.indexOf(name));
  return lines.map((line) =>
    Object.fromEntries(names.map((name, index) => [name, line.slice(starts[index], starts[index + 1]).trim()])),
  );
}
