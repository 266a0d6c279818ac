import { describe, expect, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import type { CheckRecord } from "#helpers/verdict/record";
import { rewritten } from "./rewritten.ts";
import { unlessRewritten } from "./undecided.ts";

const container = { name: "curl", image: "curlimages/curl", command: ["/bin/sleep", "infinity"] };
const template = {
  metadata: { labels: { app: "curl" }, annotations: { "prometheus.io/port": "80" } },
  spec: { containers: [container] },
};

/** A Deployment as kubectl applied it. @param there its template on the cluster */
const deployment = (there: unknown = template): AnyObject => ({
  metadata: {
    ...{ namespace: "test", name: "curl" },
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ spec: { template } }) },
  },
  spec: { template: there },
});

/** Its pod, with a sidecar. */
const pod = (
  changes: { labels?: object; annotations?: object; containers?: object[]; name?: string } = {},
): AnyObject => ({
  metadata: {
    ...{ namespace: "test", name: changes.name ?? "curl-6f8c9-x2z4b" },
    labels: { app: "curl", "pod-template-hash": "6f8c9", ...changes.labels } as Record<string, string>,
    annotations: { "prometheus.io/port": "15020", ...changes.annotations } as Record<string, string>,
  },
  spec: { containers: changes.containers ?? [{ name: "istio-proxy", image: "proxyv2" }, container] },
});

function clusterOf(deployments: AnyObject[], pods: AnyObject[]): Kube {
  const get = async (path: string) => ({ items: path.endsWith("/pods") ? pods : deployments });
  return { get } as unknown as Kube;
}

const seen = (deployments: AnyObject[], pods: AnyObject[]) => rewritten(clusterOf(deployments, pods), ["test"]);

describe("on somebody's cluster", () => {
  test("a sidecar, and where it is scraped, are Istio's own changes", async () => {
    expect(await seen([deployment()], [pod()])).toEqual([]);
  });

  test("a webhook changed a pod as it was made", async () => {
    const image = { ...container, image: "mirror.example/curl" };
    expect(await seen([deployment()], [pod({ containers: [image], labels: { app: "other" } })])).toEqual([
      'Pod test/curl-6f8c9-x2z4b has metadata.labels.app: "other", not "curl"',
      'Pod test/curl-6f8c9-x2z4b has spec.containers[curl].image: "mirror.example/curl", not "curlimages/curl"',
    ]);
  });

  test("a webhook changed the Deployment as it was applied: its pods are as it says", async () => {
    const opted = { ...template, metadata: { ...template.metadata, labels: {} } };
    expect(await seen([deployment(opted)], [pod()])).toEqual([
      'Deployment test/curl has metadata.labels.app: nothing, not "curl"',
    ]);
  });

  test("a webhook keeps a pod out of the mesh by a label of its own", async () => {
    expect(await seen([deployment()], [pod({ labels: { "sidecar.istio.io/inject": "false", team: "shop" } })])).toEqual(
      ['Pod test/curl-6f8c9-x2z4b has metadata.labels.sidecar.istio.io/inject: "false", not nothing'],
    );
  });

  test("another workload's pod, and one that ends, are not held against it", async () => {
    const ending = pod({ labels: { app: "old" } });
    ending.metadata!.deletionTimestamp = new Date(0);
    expect(await seen([deployment()], [ending, pod({ name: "curl-2-6f8c9-x2z4b", labels: { app: "2" } })])).toEqual([]);
  });
});

describe("what did not hold", () => {
  const record = { verdict: "nonconformant", reason: "seen 1/1" } as CheckRecord;
  const error = new Error("seen 1/1");
  const page = (changes: string[]) => ({ rewritten: async () => changes });

  test("is inconclusive where a workload was rewritten, and says by what", async () => {
    const { record: judged, error: why } = await unlessRewritten(page(["Pod test/a has b: 1, not 2"]), {
      record,
      error,
    });
    expect(judged.verdict).toBe("inconclusive");
    expect(judged.reason).toContain("Pod test/a has b: 1, not 2");
    expect(judged.reason).toContain("seen 1/1");
    expect(why).toMatchObject({ cause: error });
  });

  test("stays what it is where none was", async () => {
    expect(await unlessRewritten(page([]), { record, error })).toEqual({ record, error });
  });

  test("is looked into; what held is not", async () => {
    const held = { record: { verdict: "conformant" } as CheckRecord };
    expect(await unlessRewritten(page(["changed"]), held)).toEqual({ ...held, error: undefined });
  });
});
