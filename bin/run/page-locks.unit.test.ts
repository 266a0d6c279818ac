import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { everything, page, slow, runSuites } from "./stand-in-run.ts";

/**
 * A page that keeps a record of when its check runs, and removes what it made after it.
 * @param beside what must have begun meanwhile
 * @param meets what must not: it is given the time to
 */
const recording = (name: string, beside = /^/, meets = /^/) => `
  import { appendFileSync, readFileSync } from "node:fs";
  const record = new URL("../../record", import.meta.url);
  const page = test.extend("page", { scope: "file" }, async ({}, { onCleanup }) => {
    appendFileSync(record, "${name} ");
    onCleanup(async () => { await new Promise((end) => setTimeout(end, 600)); appendFileSync(record, "/${name} "); });
  });
  page("${name}", { meta: { meshproofDeclaration: declare("${name}") } }, async ({ page, task }) => {
    const until = Date.now() + 3_000;
    const seen = (other) => other.test(readFileSync(record, "utf8"));
    while (!seen(${beside}) || (!seen(${meets}) && Date.now() < until)) await new Promise((end) => setTimeout(end, 20));
    task.meta.meshproof = { ...declare("${name}"), verdict: "conformant", ms: 1, evidence: "" };
  });`;

test(
  "pages that meet never run at once, a mesh-wide one and an unknown one run alone, the one that removes the mesh last",
  slow,
  async () => {
    // One that must not wait for the other would wait for ever.
    const concurrent: Record<string, RegExp> = { one: /beside/, meets: /beside/, beside: /one|meets/ };
    const meeting: Record<string, RegExp> = { one: /meets/, meets: /one/ };
    const pages = [
      { ...page("removal"), meshWide: true, removesMesh: true as const },
      { ...page("wide"), meshWide: true },
      { ...page("one"), resources: ["test"] },
      { ...page("meets"), resources: ["test"] },
      page("beside"),
    ];
    const names = [...pages.map(({ name }) => name), "unknown"];
    const suites = Object.fromEntries(names.map((name) => [name, recording(name, concurrent[name], meeting[name])]));
    const { run, root } = await runSuites(suites, everything, pages);
    expect([run.exitCode, run.failures]).toEqual([0, []]);
    const record = (await readFile(path.join(root, "record"), "utf8")).trim().split(" ");
    const beside = (name: string) => {
      const between = record.slice(record.indexOf(name) + 1, record.indexOf(`/${name}`));
      return [...new Set(between.map((entry) => entry.replace("/", "")))];
    };
    expect(record).toHaveLength(2 * names.length);
    expect([beside("wide"), beside("unknown"), beside("removal"), record.at(-1)]).toEqual([[], [], [], "/removal"]);
    expect([...beside("one"), ...beside("meets")].every((name) => name === "beside")).toBe(true);
  },
);
