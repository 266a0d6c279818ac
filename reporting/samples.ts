import type { CheckDeclaration, CheckRecord, RunRecord } from "#helpers/verdict/record";

/** A declaration for unit tests. */
export function sampleDeclaration(changes: Partial<CheckDeclaration> = {}): CheckDeclaration {
  return {
    id: "page-one/outside/plain-http",
    page: "page-one",
    section: "outside",
    title: "plain http on 8080 is reset",
    blocks: ["page-one/plain-http"],
    prints: `
      curl: (56) Recv failure: Connection reset by peer
      exit code 56`,
    mutants: [],
    errata: [],
    ...changes,
  };
}

/** A conformant check for unit tests. */
export function sampleCheck(changes: Partial<CheckRecord> = {}): CheckRecord {
  const declaration = sampleDeclaration(changes);
  return { ...declaration, verdict: "conformant", ms: 412, evidence: `evidence/${declaration.id}`, ...changes };
}

/** One check of each verdict, with all that they can say. */
export function sampleChecks(): CheckRecord[] {
  return [
    sampleCheck({ id: "page-one/inside/ok", section: "inside", title: "inside, http answers 200 by mTLS", ms: 87 }),
    sampleCheck({
      verdict: "nonconformant",
      reason: "the client outside the mesh got an answer",
      observed: "HTTP/1.1 200 OK\nexit code 0",
    }),
    sampleCheck({
      id: "page-one/outside/mtls",
      title: "mTLS on 8443 answers 200 over HTTP/2",
      verdict: "inconclusive",
      ms: 61_000,
      reason: "the control failed: exit code 28",
      hint: "see whether the node is overloaded",
    }),
    sampleCheck({
      id: "page-two/all/policy",
      page: "page-two",
      section: "all",
      title: "the NetworkPolicy holds",
      verdict: "skipped",
      ms: 0,
      skip: {
        reason: "no NetworkPolicy engine",
        condition: "canary was let through",
        reference: "docs/skips.md#policy",
      },
    }),
  ];
}

/** A run for unit tests, by default with a check of each verdict. */
export function sampleRun(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    schema: "meshproof/v1",
    dataPlane: "upstream Envoy 1.39.3, without Istio's own filters",
    startedAt: "2026-01-02T03:04:05.000Z",
    finishedAt: "2026-01-02T03:05:12.000Z",
    target: "kind cluster meshproof",
    internet: "stand-in",
    versions: {
      istio: "1.31 (commit eed52ebb66ad, 2026-08-27)",
      envoy: "1.39.3",
      kubernetes: "1.34.10",
      cni: "Calico 3.31.0",
      gatewayApi: "1.5.1",
      images: { "localhost/meshproof/proxyv2": "sha256:0123" },
    },
    checks: sampleChecks(),
    failures: [],
    errata: [],
    steps: [
      { name: "cluster", ms: 5_200 },
      { name: "page-one", ms: 61_800 },
    ],
    exitCode: 1,
    ...changes,
  };
}
