import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { filesOf } from "./files.ts";
import { listed } from "./listed.ts";
import { manifestsOf } from "./manifests.ts";
import { appliedBy, resourceOf } from "./objects.ts";
import { readDocument } from "./read-document.ts";

const copy = `---
title: A Task
---

## Before you begin {#before}

    {{< text bash >}}
    $ kubectl create ns foo
    $ kubectl apply -f - <<EOF
    apiVersion: v1
    # a comment of the document
    kind: ConfigMap
    metadata:
      name: one
    EOF
    {{< /text >}}

## Verify

{{< text bash >}}
$ curl -sI http://a \\
  --max-time 1
HTTP/1.1 200 OK
{{< /text >}}

{{< text yaml >}}
kind: Service
metadata: { name: Two }
{{< /text >}}

# not a heading of the page's
## Verify
{{< text plain >}}
only output
{{< /text >}}
`;
const document = readDocument(copy, "copy.md");
const page = { id: "a-task", url: "https://example.com/", language: "en", copy: "005" };

test("sections with their blocks; each has its lines, its kind and an id, after its one object where it has one", () => {
  expect([document.title, document.sections.map(({ slug }) => slug)]).toEqual([
    "A Task",
    ["before", "verify", "verify-2"],
  ]);
  const blocks = document.sections.flatMap((section) => section.blocks.map(({ id, kind, lines }) => [id, kind, lines]));
  expect(blocks).toEqual([
    ["before/one", "command", [8, 15]],
    ["verify/1", "output", [21, 23]],
    ["verify/2", "manifest", [27, 28]],
    ["verify-2/1", "output", [34, 34]],
  ]);
});

test("manifests say what the document's do, and nothing of its comments", () => {
  const all = document.sections.flatMap(({ blocks }) => blocks.flatMap(manifestsOf));
  const applied = { command: "kubectl apply -f -", namespace: "default" };
  expect(all).toEqual([
    { ...applied, file: "before.one.yaml", text: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n" },
    { ...applied, file: "verify.2.service-two.yaml", text: "kind: Service\nmetadata:\n  name: Two\n" },
  ]);
});

test("every block has a check that fails until it is written, and every section is imported", () => {
  const files = filesOf(page, document);
  expect(files.get("page.test.ts")).toBe(
    "// The page's sections, in its order.\n" +
      'import "./sections/before.ts";\nimport "./sections/verify.ts";\nimport "./sections/verify-2.ts";\n',
  );
  expect(files.get("sections/verify.ts")!.match(/notWritten\("verify\/\d"\)/g)).toHaveLength(2);
  expect(files.get("catalogue.ts")).toContain("blocksInDocument: 4,\n  sections: [before, verify, verify2],");
  expect(files.get("catalogue/before.ts")).toContain("kubectl apply -f suites/a-task/before.one.yaml");
});

test("what a block applies is removed again, is missing in a mutant of its check's, and is listed as the page's", () => {
  const files = filesOf(page, document);
  expect(files.get("mutants/index.ts")).toContain(
    `export const oneConfigMapMissing: Break = {
  name: "the ConfigMap one is missing",
  without: "ConfigMap default/one",
  break: ({ kube }) => kube.remove({"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one","namespace":"default"}}),
  restore: ({ kube }) => kube.apply(manifest("before.one"), "default"),
};`,
  );
  expect(files.get("sections/before.ts")).toContain(
    "breaks: [{ ...mutants.oneConfigMapMissing, failsWith: /to be told/ }]",
  );
  expect(files.get("sections/before.ts")).toContain(
    'await terminal.must("kubectl apply -f -", manifest("before.one"));',
  );
  expect(files.get("sections/verify-2.ts")).not.toContain("mutants");
  expect(files.get("page.ts")).toContain('everyObject = [["before.one","default"],["verify.2.service-two","default"]]');
});

test("an object is where its manifest says, or the command's -n, or in default; a long heading is cut at a word", () => {
  const [section] = readDocument(
    `# T\n## Set up the workloads of each namespace\n\`\`\`bash\n$ kubectl apply -n foo -f - <<EOF\n${[
      "{ kind: Namespace, metadata: { name: bar } }",
      "{ kind: Service, metadata: { name: a } }",
      "{ kind: Service, metadata: { name: b, namespace: bar } }",
    ].join("\n---\n")}\nEOF\n\`\`\`\n`,
    "copy.md",
  ).sections;
  const [block] = section!.blocks;
  const objects = appliedBy(block!).flatMap((applied) => applied.objects);
  expect(objects.map(resourceOf)).toEqual(["bar", "foo/a", "bar/b"]);
  expect(manifestsOf(block!)[0]).toMatchObject({ command: "kubectl apply -n foo -f -", namespace: "foo" });
  expect([section!.anchor, block!.id]).toEqual(["set-up-the-workloads-of-each-namespace", "set-up-the-workloads-of/1"]);
});

test.each([
  ["a text without a title", "no title\n", /is no document of commands\n {2}why: it has no title/],
  ["a page without a block", "# Title\n", /it has no fenced block/],
  ["one that is cut off", "# Title\n```\nhalf", /opens a block that is never closed/],
])("%s is one clear error", (_name, text, message) => expect(() => readDocument(text, "copy.md")).toThrow(message));

test("the page is listed before the one that removes the mesh; a list that is not as it was is left alone", async () => {
  const root = await mkdtemp(path.join(tmpdir(), "meshproof-new-page-"));
  try {
    const file = path.join(root, "suites/pages.ts");
    await mkdir(path.dirname(file));
    await writeFile(file, 'export const pages = [\n  {\n    name: "uninstall",\n  },\n];\n');
    await listed(page, document, root);
    expect((await readFile(file, "utf8")).indexOf('name: "a-task"')).toBeLessThan(
      (await readFile(file, "utf8")).indexOf('name: "uninstall"'),
    );
    expect(await readFile(file, "utf8")).toContain('resources: ["default/one","default/Two"]');
    await writeFile(file, "[]");
    await expect(listed(page, document, root)).rejects.toThrow("does not end with the page");
  } finally {
    await rm(root, { recursive: true });
  }
});
