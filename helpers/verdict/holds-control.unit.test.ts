import { expect, test, vi } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { ending, leak, mesh, onAClockOfItsOwn, refused } from "./holds.samples.ts";
import { holds } from "./holds.ts";

onAClockOfItsOwn();

const failed = new HarnessError("control failed: the allowed client", { hint: "look at it" });

test("is asked with each batch", async () => {
  const control = vi.fn(async () => undefined);
  await ending(
    holds(
      mesh(() => "reset"),
      refused,
      { control },
    ),
  );
  expect(control).toHaveBeenCalledTimes(5);
});

test("that fails makes the claim inconclusive, though its own answers are right", async () => {
  expect(
    await ending(
      holds(
        mesh(() => "reset"),
        refused,
        { control: () => Promise.reject(failed) },
      ),
    ),
  ).toBe(failed);
});

test("may come late, while the mesh converges", async () => {
  const changed = Date.now();
  const control = () => (Date.now() - changed < 1_000 ? Promise.reject(failed) : Promise.resolve());
  expect(
    await ending(
      holds(
        mesh(() => "reset"),
        refused,
        { control },
      ),
    ),
  ).toBe("reset");
});

test("does not hide that the claim itself fails", async () => {
  const control = () => Promise.reject(failed);
  expect(await ending(holds(mesh(leak(0.5)), refused, { control }))).toMatchObject({ name: "AssertionError" });
});
