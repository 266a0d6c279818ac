/**
 * Fields of what was declared that an object does not have, or has otherwise: "spec.containers[curl].image: curlimages/curl,
 * not mirror/curl". What the object has besides is no change: the API server's defaults, and all that a sidecar adds.
 * @param declared a part of a manifest
 * @param there what is on the cluster in its place
 */
export function changedFields(declared: unknown, there: unknown, path = ""): string[] {
  if (Array.isArray(declared)) return changedItems(declared, Array.isArray(there) ? there : [], path);
  if (isObject(declared)) {
    const fields = isObject(there) ? there : {};
    return Object.entries(declared).flatMap(([name, value]) =>
      changedFields(value, fields[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return same(declared, there) ? [] : [`${path}: ${text(there)}, not ${text(declared)}`];
}

/** Named items are where they are, since a sidecar's container may come first; of the others the order counts. */
function changedItems(declared: unknown[], there: unknown[], path: string): string[] {
  return declared.flatMap((item, index) => {
    const name = isObject(item) ? item.name : undefined;
    if (typeof name !== "string") return changedFields(item, there[index], `${path}[${index}]`);
    const found = there.find((other) => isObject(other) && other.name === name);
    return changedFields(item, found, `${path}[${name}]`);
  });
}

/** The API server writes no empty string, no zero and no false where they are the default. */
const same = (declared: unknown, there: unknown): boolean =>
  declared === there || ((declared === null || !declared) && there === undefined);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
