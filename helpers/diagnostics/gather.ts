import type { EvidenceEntry } from "#helpers/verdict/evidence";
import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import { analyze } from "#helpers/probes/analyze";
import type { PreparedTarget } from "#helpers/probes/prepared";
import { rootNamespace, type Facts } from "./facts.ts";
import type { Folder } from "./folder.ts";
import { collectObjects } from "./objects.ts";
import { podsOf, type PodView } from "./views.ts";
import { asYaml } from "./yaml.ts";

/**
 * The resources of the page's namespaces and of the mesh's, as YAML.
 * @param seen gets them, and CoreDNS's pods: first those that decide about traffic, then all
 */
export async function writeObjects(
  kube: Kube,
  namespaces: string[],
  folder: Folder,
  seen: (objects: AnyObject[]) => void,
): Promise<void> {
  const looked = [...namespaces, rootNamespace];
  // A typed list leaves out what is the same for all its items.
  const dns = (await kube.list("v1", "Pod", "kube-system", "k8s-app=kube-dns")).map((pod) => ({
    ...pod,
    apiVersion: "v1",
    kind: "Pod",
  }));
  const objects = await collectObjects(kube, looked, (deciding) => seen([...deciding, ...dns]));
  seen([...objects, ...dns]);
  const namespaceOf = ({ kind, metadata }: AnyObject) =>
    (kind === "Namespace" ? metadata?.name : metadata?.namespace) ?? "";
  for (const namespace of looked) {
    const own = objects.filter((object) => namespaceOf(object) === namespace);
    await folder.write(`resources/${namespace}.yaml`, "its resources; Secrets without their data", asYaml(own));
  }
  const others = objects.filter((object) => !looked.includes(namespaceOf(object)));
  if (others.length > 0) {
    await folder.write(
      "resources/elsewhere.yaml",
      "Istio's and the Gateway API's resources of all other namespaces",
      asYaml(others),
    );
  }
}

/** What istiod's analyzers say of the page's namespaces. */
export async function writeAnalysis(
  target: PreparedTarget,
  namespaces: string[],
  folder: Folder,
): Promise<Facts["analyzer"]> {
  const found = (await Promise.all(namespaces.map((namespace) => analyze(target, namespace)))).flat();
  const lines = found.map(({ code, level, origin, message }) => `${level} [${code}] (${origin}) ${message}`);
  const text = [...new Set(lines)].join("\n") || "no findings";
  await folder.write("analyze.txt", "istioctl analyze of the page's namespaces", `${text}\n`);
  return found;
}

/** The page's pods, and the gateways that the check's evidence names. */
export function podsConcerned(
  facts: Facts,
  evidence: readonly EvidenceEntry[],
): { ofPage: PodView[]; gateways: PodView[] } {
  const named = ({ name }: PodView) => evidence.some(({ source }) => source.includes(`${name}.`));
  return {
    ofPage: facts.namespaces.flatMap((namespace) => podsOf(facts, namespace)),
    gateways: podsOf(facts, rootNamespace).filter((pod) => pod.proxy && named(pod)),
  };
}
