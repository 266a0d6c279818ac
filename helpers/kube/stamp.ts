import type { Kube } from "./client.ts";

const ref = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "meshproof", namespace: "kube-system" } };

/** What this cluster was made from: hashes by part, written when the part is complete. */
export async function readStamp(kube: Kube): Promise<Record<string, string>> {
  return ((await kube.find(ref))?.data ?? {}) as Record<string, string>;
}

/** Records that a part of the cluster is complete; a part that was interrupted has no stamp and is made again. */
export async function writeStamp(kube: Kube, part: string, hash: string): Promise<void> {
  await kube.applyObject({ ...ref, data: { ...(await readStamp(kube)), [part]: hash } });
}

/**
 * Marks the cluster as one on which the mesh is broken on purpose: whatever ends the process before it has put everything
 * back, the next run makes the cluster anew.
 * @returns takes the mark away
 */
export async function markBroken(kube: Kube): Promise<() => Promise<void>> {
  await writeStamp(kube, "broken", "npm run prove");
  return async () => {
    const data = await readStamp(kube);
    delete data.broken;
    await kube.applyObject({ ...ref, data });
  };
}
