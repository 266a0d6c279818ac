import { HarnessError } from "#helpers/system/errors";
import type { Transcript } from "#helpers/kube/exec";

/**
 * What a loop over `kubectl exec … -- curl … -w "…: %{http_code}\n"` prints: each answer in turn, kubectl's line about
 * the exit code included.
 * @throws HarnessError for `000` with exit code 0: curl got no answer and found nothing wrong with that
 */
export function tableOf(answers: Transcript[]): string {
  const contradictory = answers.find(({ exitCode, stdout }) => exitCode === 0 && /\b000\s*$/.test(stdout));
  if (!contradictory) return answers.map(({ text }) => text).join("");
  throw new HarnessError("curl ended with exit code 0 and status 000", {
    why: `${contradictory.command}\n${contradictory.text}`,
    hint: "that contradicts itself: see the transcript in the evidence, and what the exec's status was",
  });
}
