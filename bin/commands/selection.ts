/** Options that several commands share. */

/** Which of the pages. */
export const suites = {
  name: "path",
  description: "run only suites whose path holds one of these",
  optional: true,
  many: true,
  completes: "suites",
} as const;

/** Which of the checks. */
export const selection = {
  id: {
    type: "string",
    multiple: true,
    value: "id",
    completes: "checks",
    description: "run only the check with this id; may be given more than once, and hold * and ** for parts of it",
  },
  testNamePattern: {
    type: "string",
    short: "t",
    value: "pattern",
    description: "run only checks whose name matches this regular expression",
  },
} as const;

/** What may be done to somebody's cluster beside making what bears our label. */
export const allow = {
  type: "string",
  value: "disruptive",
  completes: ["disruptive"],
  description:
    "on somebody's cluster: what binds the whole mesh or its system's namespaces may be changed, and is put back",
} as const;
