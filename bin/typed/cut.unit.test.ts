import { expect, it } from "vitest";
import { cutBlock } from "./cut.ts";
import { tabsOf } from "./tabs.ts";

it("begins a command at the prompt; what stands below it is printed", () => {
  expect(cutBlock("$ kubectl get pods\nNAME   READY\na      1/1\n$ true")).toEqual({
    steps: [
      { command: "kubectl get pods", printed: ["NAME   READY", "a      1/1"] },
      { command: "true", printed: [] },
    ],
    alone: [],
  });
});

it("takes a here-document up to its end, whatever stands in it", () => {
  const command = "kubectl apply -f - <<EOF\n$ no prompt\n'open\nEOF";
  expect(cutBlock(`$ ${command}\nconfigured`).steps).toEqual([{ command, printed: ["configured"] }]);
  expect(cutBlock("$ cat <<'END' | wc -l\nx\nEND").steps[0]?.command).toBe("cat <<'END' | wc -l\nx\nEND");
});

it("takes all of the block where a here-document has no end, as a shell would", () => {
  expect(cutBlock("$ cat <<EOF\nx\n  EOF").steps).toEqual([{ command: "cat <<EOF\nx\n  EOF", printed: [] }]);
});

it("goes on behind a backslash and inside a quotation, and not behind a comment", () => {
  expect(cutBlock("$ rm a \\\n    b\ngone").steps).toEqual([{ command: "rm a \\\n    b", printed: ["gone"] }]);
  expect(cutBlock("$ echo 'a\nb'\na").steps).toEqual([{ command: "echo 'a\nb'", printed: ["a"] }]);
  expect(cutBlock("$ #It's a CA\n$ true").steps.map(({ command }) => command)).toEqual(["#It's a CA", "true"]);
  expect(cutBlock("$ wc <<< word\n1").steps).toEqual([{ command: "wc <<< word", printed: ["1"] }]);
});

it("has no step where a block has no command", () => {
  expect(cutBlock("kind: Gateway\nmetadata:")).toEqual({ steps: [], alone: ["kind: Gateway", "metadata:"] });
});

it("knows the tab that a line stands in", () => {
  const tabs = tabsOf(
    [
      '{{< tabset category-name="api" >}}',
      '{{< tab name="One" category-value="one" >}}',
      "in one",
      "{{< /tab >}}",
      '{{< tab name="Two" category-value="two" >}}',
      "in two",
      "{{< /tab >}}",
      "{{< /tabset >}}",
      "in both",
    ].join("\n"),
  );
  expect(tabs.names).toEqual(["one", "two"]);
  expect([3, 6, 9].map((line) => tabs.at(line))).toEqual(["one", "two", undefined]);
});
