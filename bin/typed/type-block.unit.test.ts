import { describe, expect, it } from "vitest";
import { cutBlock } from "./cut.ts";
import { judgeSteps, onlyLooks } from "./judge.ts";
import type { Item } from "./plan.ts";
import type { Typed } from "./shell.ts";
import type { Expected } from "./attempt.ts";
import { expectedAt, typeBlock } from "./type-block.ts";

const item = (text: string, changes: Partial<Item> = {}): Item => ({
  ...cutBlock(text),
  id: "page/section/1",
  lines: [1, 2],
  text,
  asCatalogued: true,
  again: false,
  ...changes,
});

/** A shell in which each command always answers the same, and which keeps what was typed. */
function reader(answers: Record<string, [exitCode: number, seen: string]>) {
  const typed: string[] = [];
  const type = async (command: string): Promise<Typed> => {
    typed.push(command);
    const [exitCode, seen] = answers[command] ?? [127, `${command}: command not found\n`];
    return { command, exitCode, seen };
  };
  return { typed, type, rest: async () => undefined, within: 0 };
}

const erratum = (changes: Partial<Expected>): Expected => ({
  erratum: "typo",
  block: "page/section/1",
  prints: [/cannot remove/],
  ...changes,
});

const end = async (text: string, expected: Expected[], answers: Parameters<typeof reader>[0], before: string[] = []) =>
  typeBlock(item(text), expected, before, reader(answers));

describe("without an erratum", () => {
  it("is as documented where the printed lines are seen and the commands end with 0", async () => {
    expect(await end("$ get\na", [], { get: [0, "a\n"] })).toEqual({ is: "as documented" });
  });

  it("differs where a command fails", async () => {
    expect(await end("$ get", [], { get: [3, "gone\n"] })).toEqual({ is: "differs", why: "exit code 3: get\ngone" });
  });

  it("differs where it prints otherwise", async () => {
    expect(await end("$ get\na", [], { get: [0, "b\n"] })).toEqual({
      is: "differs",
      why: "printed, not seen: a\nseen, not printed: b",
    });
  });

  it("differs where a failure is documented and the command succeeds", async () => {
    const text = "$ get\n000\ncommand terminated with exit code 56";
    expect(await end(text, [], { get: [56, "000\ncommand terminated with exit code 56\n"] })).toEqual({
      is: "as documented",
    });
    expect(await end(text, [], { get: [0, "200\n"] })).toMatchObject({
      is: "differs",
      why: expect.stringContaining("exit code 0, not 56"),
    });
  });
});

describe("with an erratum", () => {
  it("must fail in that way", async () => {
    const mends = [erratum({ mend: { type: ["rm b"] } })];
    expect(await end("$ rm a", mends, { "rm a": [1, "cannot remove a\n"], "rm b": [0, ""] })).toEqual({
      is: "erratum",
      errata: ["typo"],
    });
    expect(await end("$ rm a", mends, { "rm a": [1, "permission denied\n"] })).toEqual({
      is: "differs",
      why: "not in the way of its erratum typo: exit code 1: rm a\npermission denied",
    });
  });

  it("differs where it works in spite of it, unless the block has changed", async () => {
    const spite = erratum({});
    expect(await end("$ rm a", [spite], { "rm a": [0, ""] })).toEqual({ is: "differs", why: "works in spite of typo" });
    const changed = item("$ rm a", { asCatalogued: false });
    expect(await typeBlock(changed, [spite], [], reader({ "rm a": [0, ""] }))).toEqual({ is: "as documented" });
  });

  it("is typed again as corrected, for the next erratum, until it is as documented", async () => {
    const one = erratum({ erratum: "one", prints: [/^x$/m], mend: (text) => text.replace("a", "x") });
    const two = erratum({ erratum: "two", prints: [/^y$/m], mend: (text) => text.replace("b", "y") });
    const seen = { get: [0, "x\ny\n"] } as const;
    expect(await end("$ get\na\nb", [one, two], { get: [...seen.get] })).toEqual({
      is: "erratum",
      errata: ["one", "two"],
    });
    expect(await end("$ get\na\nb", [one], { get: [...seen.get] })).toEqual({
      is: "differs",
      why: "with one mended: printed, not seen: b\nseen, not printed: y",
    });
  });

  it("differs where what was to mend it fails", async () => {
    const mends = [erratum({ mend: { type: ["rm b"] } })];
    expect(await end("$ rm a", mends, { "rm a": [1, "cannot remove a\n"] })).toMatchObject({
      is: "differs",
      why: expect.stringContaining("with typo mended: exit code 127: rm b"),
    });
  });

  it("shows what is seen only once the block is typed", async () => {
    const asks = erratum({ ask: "look", prints: [/^one$/] });
    expect(await end("$ make", [asks], { make: [0, ""], look: [0, "one"] })).toEqual({
      is: "erratum",
      errata: ["typo"],
    });
    expect(await end("$ make", [asks], { make: [0, ""], look: [0, "two"] })).toEqual({
      is: "differs",
      why: "works in spite of typo\nseen: two",
    });
  });
});

it("holds a line that stands alone against what the command before it printed", async () => {
  const answers = { logs: [0, "other\nGET / 200\n"] } as Record<string, [number, string]>;
  expect(await end("GET / 200", [], answers, ["logs"])).toEqual({ is: "as documented" });
  expect(await end("GET / 503", [], answers, ["logs"])).toMatchObject({ is: "differs" });
});

it("applies a manifest that stands alone", async () => {
  const shell = reader({});
  await typeBlock(item("apiVersion: v1\nkind: Secret"), [], [], shell);
  expect(shell.typed).toEqual(["kubectl apply -f - <<'EOF'\napiVersion: v1\nkind: Secret\nEOF"]);
});

it("types what changes something once, and what only looks until it is told", () => {
  expect(
    [
      "kubectl get pods -n test",
      "kubectl exec a -- curl http://b/create",
      "kubectl logs a | tail",
      "export A=$(kubectl get pod)",
    ].map(onlyLooks),
  ).toEqual([true, true, true, true]);
  expect(
    [
      "kubectl -n test apply -f -",
      "cat <<EOF | kubectl apply -n a -f -",
      "kubectl delete ns a",
      "rm a",
      "istioctl uninstall -y",
      "kubectl cp a b:/",
    ].map(onlyLooks),
  ).toEqual([false, false, false, false, false, false]);
});

it("takes the errata of the block and the tab alone", () => {
  const at = (block: string, tab?: string) => ({ block, tab, prints: [] });
  const errata = {
    a: { by: "typing", at: [at("page/section/1"), at("page/section/2")] },
    b: { by: "typing", at: [at("page/section/1", "two")] },
    c: { by: "check", check: "page/section/x" },
  } as const;
  const found = (tab: string) => expectedAt(errata, item("$ x"), tab).map((each) => each.erratum);
  expect([found("one"), found("two")]).toEqual([["a"], ["a", "b"]]);
});

it("tells every step that is otherwise", () => {
  const { steps } = cutBlock("$ a\n$ b\nx");
  const typed = [
    { command: "a", exitCode: 1, seen: "no\n" },
    { command: "b", exitCode: 0, seen: "y\n" },
  ];
  expect(judgeSteps(steps, typed)).toEqual({
    problems: ["exit code 1: a\nno", "printed, not seen: x\nseen, not printed: y"],
    seen: "no\ny\n",
  });
});
