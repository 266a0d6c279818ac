import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const existing = { MESHPROOF_TARGET: "existing", MESHPROOF_CONTEXT: "staging" };

test("a context is never taken by itself, and none without the target", () => {
  expect(() => readConfig({ MESHPROOF_TARGET: "existing" })).toThrow(/wants MESHPROOF_CONTEXT=<name>/);
  expect(() => readConfig({ MESHPROOF_CONTEXT: "staging" })).toThrow(
    /MESHPROOF_CONTEXT is for MESHPROOF_TARGET=existing/,
  );
  expect(() => readConfig({ MESHPROOF_ALLOW: "disruptive" })).toThrow(/MESHPROOF_ALLOW is for/);
  expect(readConfig(existing)).toMatchObject({ target: "existing", context: "staging", cluster: "context@staging" });
});

test.each(["MESHPROOF_ISTIO=1.30", "MESHPROOF_CLUSTER=mine", "MESHPROOF_KEEP=0"])(
  "%s, which would be passed over, is refused",
  (given) => {
    const [name = "", value = ""] = given.split("=");
    expect(() => readConfig({ ...existing, [name]: value })).toThrow(new RegExp(`${name}.* is for a cluster that`));
  },
);

test("contexts whose names a folder cannot bear are kept apart", () => {
  const of = (context: string) => readConfig({ ...existing, MESHPROOF_CONTEXT: context }).cluster;
  expect(of("arn:aws:eks:x/a")).toMatch(/^context@arn-aws-eks-x-a-[0-9a-f]{8}$/);
  expect(of("arn:aws:eks:x/a")).not.toBe(of("arn:aws:eks-x:a"));
});

test("only the one risk that there is can be allowed", () => {
  expect(readConfig({ ...existing, MESHPROOF_ALLOW: "disruptive" }).allow).toBe("disruptive");
  expect(() => readConfig({ ...existing, MESHPROOF_ALLOW: "all" })).toThrow(/MESHPROOF_ALLOW to be "disruptive"/);
});
