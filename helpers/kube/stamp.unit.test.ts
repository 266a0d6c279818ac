import { expect, test } from "vitest";
import type { Kube } from "./client.ts";
import type { AnyObject } from "./objects.ts";
import { markBroken, readStamp, writeStamp } from "./stamp.ts";

/** Keeps one object, as server-side apply by its one owner does. */
function cluster(): Kube {
  let kept: AnyObject | undefined;
  return {
    find: async () => kept,
    applyObject: async (object: AnyObject) => (kept = object),
  } as unknown as Kube;
}

test("a part is stamped beside the others", async () => {
  const kube = cluster();
  expect(await readStamp(kube)).toEqual({});
  await writeStamp(kube, "cluster", "1");
  await writeStamp(kube, "mesh", "2");
  expect(await readStamp(kube)).toEqual({ cluster: "1", mesh: "2" });
});

test("a mesh that is broken on purpose is marked until it is whole again", async () => {
  const kube = cluster();
  await writeStamp(kube, "cluster", "1");
  const restored = await markBroken(kube);
  expect(await readStamp(kube)).toEqual({ cluster: "1", broken: "npm run prove" });
  await restored();
  expect(await readStamp(kube)).toEqual({ cluster: "1" });
});
