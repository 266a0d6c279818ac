import { describe, expect, it } from "vitest";
import { hashOf } from "#helpers/catalogue/blocks";
import type { TypedPage } from "#helpers/catalogue/errata";
import { block, page } from "#helpers/catalogue/samples";
import { refsOf } from "./at-once.ts";
import { readCommandLine } from "../command-line.ts";
import { typed } from "../commands/proof.ts";
import { readTypedArgs } from "./args.ts";
import { contradiction, settingsOf, settingsOfCommand } from "./held.ts";
import { planPasses } from "./plan.ts";
import { trusting } from "./scratch.ts";

const fenced = (text: string) => `{{< text bash >}}\n${text}\n{{< /text >}}`;
const inTab = (tab: string, text: string) =>
  `{{< tab name="x" category-value="${tab}" >}}\n${fenced(text)}\n{{< /tab >}}`;
const copy = {
  file: "copy.md",
  text: [fenced("$ a"), inTab("one", "$ b"), inTab("two", "$ c"), fenced("$ d")].join("\n"),
};
const sample = page(
  ["a", "b", "c", "d"].map((name, index) =>
    block({
      id: `page/${name === "d" ? "last" : "section"}/${name}`,
      lines: [index * 2 + 1, index * 2 + 2],
      sha256: hashOf(`$ ${name}`),
    }),
  ),
);
const none: TypedPage = { errata: {}, notRun: [] };
const plan = (typed: TypedPage, text = copy.text) =>
  planPasses(sample, typed, { ...copy, text }).map(({ tab, items }) => [
    tab,
    ...items.map(({ id, again }) => (again ? `${id} again` : id)),
  ]);

describe("planPasses", () => {
  it("takes one tab all the way, then the other", () => {
    expect(plan(none)).toEqual([
      ["one", "page/section/a", "page/section/b", "page/last/d"],
      ["two", "page/section/a", "page/section/c", "page/last/d"],
    ]);
  });

  it("goes through a page without tabs once", () => {
    expect(plan(none, fenced("$ a"))).toEqual([[undefined, "page/section/a"]]);
  });

  it("goes back where the text sends the reader", () => {
    expect(plan({ ...none, again: [{ before: "page/last/d", section: "section" }] })[0]).toEqual([
      "one",
      "page/section/a",
      "page/section/b",
      "page/section/a again",
      "page/section/b again",
      "page/last/d",
    ]);
  });

  it("knows a block that has changed by its place, and demands no erratum of it", () => {
    const [pass] = planPasses(sample, none, { ...copy, text: copy.text.replace("$ b", "$ bb") });
    expect(pass?.items.map(({ id, asCatalogued }) => `${id} ${asCatalogued}`)).toEqual([
      "page/section/a true",
      "page/section/b false",
      "page/last/d true",
    ]);
  });
});

describe("blocks that are not run", () => {
  const [pass] = planPasses(sample, none, {
    ...copy,
    text: [fenced("x: 1"), fenced("$ cat <<EOF\n  x: 1\nEOF")].join("\n"),
  });
  const items = pass!.items.map((item, index) => ({ ...item, id: `page/section/${index}` }));

  it("must stand in the block that is run", () => {
    const notRun = { block: "page/section/0", reason: "r", held: { in: "page/section/1" } } as const;
    expect(contradiction(notRun, items[0]!, items, new Map())).toBeUndefined();
    expect(contradiction(notRun, { ...items[0]!, text: "y: 2" }, items, new Map())).toBe("not in page/section/1: y: 2");
  });

  it("must say what the mesh was installed with", () => {
    const notRun = { block: "page/section/0", reason: "r", held: "installed-with" } as const;
    const installed = settingsOf({ spec: { components: { egressGateways: [{ name: "gw", enabled: true }] } } });
    const command =
      'istioctl install <flags> \\\n --set "components.egressGateways[0].name=gw" --set components.egressGateways[0].enabled=true';
    const asked = { ...items[1]!, text: `$ ${command}`, steps: [{ command, printed: [] }] };
    expect(settingsOfCommand(command).size).toBe(2);
    expect(contradiction(notRun, asked, items, installed)).toBeUndefined();
    expect(contradiction(notRun, asked, items, new Map())).toContain(
      "the mesh was not installed with spec.components.egressGateways[0].name=gw",
    );
    expect(contradiction(notRun, { ...items[0]!, text: "spec: { profile: demo }" }, items, installed)).toBe(
      "the mesh was not installed with spec.profile=demo",
    );
  });
});

describe("arguments", () => {
  const read = (argv: string[]) => readTypedArgs(readCommandLine(typed, argv, {}));

  it("are a folder, pages, and options", () => {
    expect(read(["copies", "egress", "--write", "docs/x.md", "--with-uninstall"])).toEqual({
      folder: "copies",
      pages: ["egress"],
      write: "docs/x.md",
      withUninstall: true,
    });
  });

  it.each([
    [[], /lacks <folder>/],
    [["--write", "x"], /lacks <folder>/],
    [["copies", "--fast"], /does not know --fast/],
    [["copies", "--write"], /--write <value>' argument missing/],
  ])("%j are refused", (argv, why) => {
    expect(() => read(argv)).toThrow(why);
  });
});

it("knows what can be removed without looking: namespaces, and objects that are named with their kind", () => {
  const resources = [
    "foo",
    "default/curl",
    "Namespace default",
    "PeerAuthentication.security.istio.io istio-system/default",
  ];
  expect(resources.flatMap(refsOf)).toEqual([
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "foo" } },
    {
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { namespace: "istio-system", name: "default" },
    },
  ]);
});

it("gives the samples' client the CA of the stand-ins, and others nothing", () => {
  const manifest =
    "      containers:\n        - name: curl\n          volumeMounts:\n            - name: secret-volume\n";
  const changed = trusting(manifest, "curl", "PEM");
  expect(changed).toContain(
    "          env: [{ name: CURL_CA_BUNDLE, value: /etc/curl/tls/ca.crt }]\n          volumeMounts:",
  );
  expect(changed).toContain("kind: Secret\nmetadata:\n  name: curl-secret");
  expect(trusting("kind: Service\n", "httpbin", "PEM")).toBe("kind: Service\n");
});
