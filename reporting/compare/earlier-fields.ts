type Fields = Record<string, unknown>;

/**
 * A record with the names that its fields have today. Before version 1.4 the `answers` of a check were `said`, and what a
 * mutant `failsWith` was what it `says`. What is no record is returned as it is: the schema tells what it lacks.
 */
export function withNamesOfToday(json: unknown): unknown {
  return changed(json, "checks", (check) => changed(renamed(check, "said", "answers"), "mutants", mutant));
}

const mutant = (fields: unknown): unknown => renamed(fields, "says", "failsWith");

/** With each member of one of its lists changed. */
function changed(value: unknown, list: string, change: (member: unknown) => unknown): unknown {
  if (!isObject(value) || !Array.isArray(value[list])) return value;
  return { ...value, [list]: value[list].map(change) };
}

function renamed(value: unknown, was: string, is: string): unknown {
  if (!isObject(value) || !(was in value) || is in value) return value;
  const { [was]: kept, ...others } = value;
  return { ...others, [is]: kept };
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
