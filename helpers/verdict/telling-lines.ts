/** Lines of an answer that differ from one request to the next and tell nothing. */
const passing = /^(date|x-envoy-upstream-service-time|x-request-id|alt-svc):|^\s*$/i;

/** The lines of an answer by which it can be told from another to the same request. */
export function tellingLines(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => !passing.test(line));
  // curl tells how long it waited: else one refusal would be thirty kinds of answers.
  return lines.map((line) => line.replace(/\bafter \d+ ms\b/, "after … ms"));
}
