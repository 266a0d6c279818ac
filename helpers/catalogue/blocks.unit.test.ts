import { describe, expect, it } from "vitest";
import { blockText, hashOf, parseBlocks, titleOf } from "./blocks.ts";

const document = (...lines: string[]) => lines.join("\n");

describe("parseBlocks", () => {
  it("finds the site generator's fences, whatever they say of themselves", () => {
    const found = parseBlocks(
      document(
        "prose",
        "{{< text bash >}}",
        "$ one",
        "{{< /text >}}",
        "{{< text syntax=bash snip_id=none >}}",
        "$ two \\",
        "    --more",
        "{{< /text >}}",
        "{{< text bask >}}",
        "$ three",
        "{{< /text >}}",
      ),
      "page.md",
    );
    expect(found.map(({ info, lines, text }) => ({ info, lines, text }))).toEqual([
      { info: "bash", lines: [3, 3], text: "$ one" },
      { info: "syntax=bash snip_id=none", lines: [6, 7], text: "$ two \\\n    --more" },
      { info: "bask", lines: [10, 10], text: "$ three" },
    ]);
  });

  it("finds Markdown's fences, and takes nothing inside a block for another one", () => {
    const found = parseBlocks(
      document("````yaml", "a: 1", "```", "{{< text bash >}}", "````", "~~~", "b", "~~~"),
      "page.md",
    );
    expect(found.map(({ info, text }) => [info, text])).toEqual([
      ["yaml", "a: 1\n```\n{{< text bash >}}"],
      ["", "b"],
    ]);
  });

  it("frees a block in a list from its fence's indentation and keeps its own", () => {
    const [block] = parseBlocks(
      document(
        "1.  Step:",
        "",
        "    {{< text bash >}}",
        "    $ apply <<EOF",
        "    spec:",
        "      a: 1",
        "    {{< /text >}}",
      ),
      "page.md",
    );
    expect(block).toMatchObject({ lines: [4, 6], text: "$ apply <<EOF\nspec:\n  a: 1" });
  });

  it("accepts a closing fence that is indented otherwise than the opening one", () => {
    const [block] = parseBlocks(document("{{< text bash >}}", "a", "  EOF", "  {{< /text >}}"), "page.md");
    expect(block?.text).toBe("a\n  EOF");
  });

  it("takes no notice of other shortcodes", () => {
    expect(parseBlocks(document("{{< tip >}}", "text", "{{< /tip >}}", "{{< textual >}}"), "page.md")).toEqual([]);
  });

  it("names the line of a fence that is never closed", () => {
    expect(() => parseBlocks(document("a", "{{< text bash >}}", "b"), "page.md")).toThrow(
      /page\.md:2 opens a block that is never closed/,
    );
  });
});

describe("the hash of a block", () => {
  it("is SHA-256 of the text's UTF-8, without a line feed at the end", () => {
    // printf a | sha256sum
    expect(hashOf("a")).toBe("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    expect(parseBlocks("```\na\n```", "x")[0]?.sha256).toBe(hashOf("a"));
  });

  it("does not depend on a block's indentation in the page, on line ends, or on blanks at a line's end", () => {
    const plain = parseBlocks("```yaml\nspec:\n  a: 1\n```", "x")[0];
    const inList = parseBlocks("    ```yaml\r\n    spec:  \r\n      a: 1\r\n    ```\r\n", "x")[0];
    expect(inList?.sha256).toBe(plain?.sha256);
  });

  it("depends on indentation within the block", () => {
    expect(hashOf(blockText(["spec:", "a: 1"], ""))).not.toBe(hashOf(blockText(["spec:", "  a: 1"], "")));
  });

  it("removes no more than the fence's indentation, and no text of a line that has less", () => {
    expect(blockText(["      deep", "    even", "  less", "none"], "    ")).toBe("  deep\neven\nless\nnone");
  });
});

describe("titleOf", () => {
  it("is the front matter's title, else the first heading", () => {
    expect(titleOf("---\ntitle: Egress Gateways\nweight: 1\n---\n# Other\n")).toBe("Egress Gateways");
    expect(titleOf('---\ntitle: "In quotes"\n---\n')).toBe("In quotes");
    expect(titleOf("# A Guide\n\ntext")).toBe("A Guide");
    expect(titleOf("text")).toBeUndefined();
  });
});
