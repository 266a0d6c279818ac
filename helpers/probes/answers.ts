import { noteEvidence } from "#helpers/verdict/evidence";
import { answersOfCommand } from "#helpers/verdict/answer-values";
import { recordAnswers } from "#helpers/verdict/recorded-answers";
import { tellingLines } from "#helpers/verdict/telling-lines";
import { type ContainerRef, sourceOf, type Transcript } from "#helpers/kube/exec";

/**
 * Notes the answers to many equal requests as evidence: each kind of answer once, whole, with how often it was given and
 * in which turns. What they say of the mesh is noted with it.
 */
export function noteAnswers(at: ContainerRef, answers: Transcript[]): Transcript[] {
  const kinds = new Map<string, number[]>();
  for (const [turn, { command, text }] of answers.entries()) {
    const key = `${command}\n${tellingLines(text).join("\n")}`;
    kinds.set(key, [...(kinds.get(key) ?? []), turn]);
  }
  for (const turns of kinds.values()) {
    const { command, text } = answers[turns[0]!]!;
    noteEvidence(sourceOf(at, command) + howOften(turns, answers.length), text);
  }
  recordAnswers(answers.flatMap(answersOfCommand));
  return answers;
}

/** A comment behind the command, so that it can still be pasted into a shell. */
function howOften(turns: number[], all: number): string {
  if (all === 1) return "";
  if (turns.length === all) return `  # ${all} of ${all} answered so`;
  return `  # ${turns.length} of ${all} answered so: ${turns.map((turn) => turn + 1).join(", ")}`;
}
