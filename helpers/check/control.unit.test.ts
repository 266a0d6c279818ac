import { expect, test } from "vitest";
import { ClaimError, HarnessError } from "#helpers/system/errors";
import { control } from "./control.ts";
import { explain } from "./explain.ts";

const claim = (seen: number) => {
  if (seen !== 200) throw new ClaimError(`seen ${seen}`, { expected: "200", observed: String(seen) });
};

test("a control that holds gives what it saw", async () => {
  expect(await control("the client in the mesh gets 200", async () => 200, claim)).toBe(200);
});

test("one that fails proves nothing of the denial: inconclusive, never nonconformant, and told as what it is", async () => {
  const failed = await control("the client in the mesh gets 200", async () => 503, claim).catch(
    (error: unknown) => error,
  );
  expect(explain(failed)).toMatchObject({
    verdict: "inconclusive",
    reason: "the control failed: the client in the mesh gets 200: seen 503",
    control: { what: "the client in the mesh gets 200", expected: "200", observed: "503" },
  });
});

test("what vitest found wrong is told as what the client got", async () => {
  const text = "curl: (60) SSL certificate problem\ncommand terminated with exit code 60\n";
  const failed = await control(
    "8443",
    async () => text,
    (seen) => expect(seen).toBe("200\n"),
  ).catch((error: unknown) => error);
  expect(explain(failed)).toMatchObject({
    reason:
      "the control failed: 8443: seen “curl: (60) SSL certificate problem / command terminated with exit code 60”, not seen “200”",
    control: { expected: "200\n", observed: text.trim() },
  });
});

test("where the harness could not ask, or could not read the answer, that is told and not a failed control", async () => {
  const ours = new HarnessError("no connection", { hint: "wait" });
  const ask = () => Promise.reject(ours);
  await expect(control("8443", ask, () => undefined)).rejects.toBe(ours);
  const unread = () => {
    throw ours;
  };
  await expect(control("8443", async () => "", unread)).rejects.toBe(ours);
});
