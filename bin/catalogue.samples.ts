import type { CataloguePage } from "#helpers/catalogue/index";
import type { CheckDeclaration } from "#helpers/verdict/record";

/** For unit tests: a catalogue of two pages, one of them planned, and what its checks declare. */
const blocks = [
  {
    id: "page/set-up/1",
    lines: [3, 9] as const,
    sha256: "a".repeat(64),
    kind: "manifest" as const,
    claim: null,
    checks: ["page/verify/answers-200"],
    manifests: ["set-up.yaml", "../../fixtures/workloads/samples/curl.yaml"],
    byHand: ["kubectl apply -f suites/page/set-up.yaml"],
  },
  {
    id: "page/verify/1",
    lines: [12, 12] as const,
    sha256: "b".repeat(64),
    kind: "output" as const,
    claim: "It answers.",
    prints: "200",
    checks: ["page/verify/answers-200"],
    variant: "With a limit of some seconds.",
    byHand: ["kubectl exec deploy/curl -- curl http://httpbin/"],
  },
  {
    id: "page/verify/2",
    lines: [15, 15] as const,
    sha256: "c".repeat(64),
    kind: "command" as const,
    claim: null,
    checks: [],
    deviation: "The cluster is shared.",
    byHand: ["npm run down"],
  },
];

export const page: CataloguePage = {
  id: "page",
  title: "A Page",
  url: "https://example.com/page/",
  language: "en",
  copy: "000",
  titles: ["A Page"],
  suite: "live",
  blocksInDocument: 3,
  sections: [
    { slug: "set-up", title: "Set up", blocks: blocks.slice(0, 1) },
    { slug: "verify", title: "Verify", anchor: "verify", blocks: blocks.slice(1) },
  ],
  errata: [
    {
      id: "typo",
      blocks: ["page/verify/1"],
      edition: { in: ["es"], notIn: ["en"] },
      text: "It has a typo.",
      whatTheSuiteDoes: "Spells it.",
    },
  ],
};
const later: CataloguePage = {
  ...page,
  id: "later",
  title: "A Later Page",
  suite: "planned",
  sections: [
    {
      slug: "verify",
      title: "Verify",
      blocks: [{ ...blocks[1]!, id: "later/verify/1", checks: ["later/verify/soon"] }],
    },
  ],
  errata: [],
};
export const check: CheckDeclaration = {
  id: "page/verify/answers-200",
  page: "page",
  section: "verify",
  title: "it answers 200 (at once)",
  blocks: ["page/verify/1"],
  prints: "HTTP/1.1 200\nserver: envoy",
  mutants: [{ name: "the Service is gone", failsWith: "503" }],
  needs: ["outside-hosts-record"],
  errata: [],
};
export const known = { pages: [page, later], checks: [check] };
