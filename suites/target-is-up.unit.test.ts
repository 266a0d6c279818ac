import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { plainly } from "./target-is-up.ts";

test("a target that is up is nothing to tell; one that is not is one error, without the frames", async () => {
  await expect(plainly(() => Promise.resolve())).resolves.toBeUndefined();
  const missing = new HarnessError("no cluster is prepared", { hint: "run `npm run up`" });
  const thrown = await plainly(() => Promise.reject(missing)).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ message: expect.stringMatching(/no cluster.*\n.*npm run up/) as string, stack: "" });
});
