import { clusterNameFor } from "#helpers/system/cluster-name";
import { nameOfVersion } from "#helpers/system/checkout";
import { refuseUnfitPair } from "#helpers/system/version-pairs";
import { components, defaultVersions, type ChosenVersions, type Component } from "#helpers/system/versions";

/** A cluster with its versions. */
export interface MatrixTarget {
  /** Of its folder of reports: "istio-1.30", "istio-1.30-k8s-1.36.3". */
  name: string;
  versions: ChosenVersions;
  cluster: string;
}

/** Two versions of Istio, with all else the same. */
export interface Pair {
  /** "1.30-to-1.31", "1.30-to-1.31-k8s-1.36.3". */
  name: string;
  from: MatrixTarget;
  to: MatrixTarget;
}

export interface Matrix {
  from: string;
  to: string;
  kubernetes: string[];
  envoy: string[];
  gatewayApi: string[];
}

/** What a cluster has beside Istio, in the order in which it is told. */
const others = ["kubernetes", "envoy", "gatewayApi"] as const satisfies Component[];

/**
 * Each combination of the other components, with the one Istio and with the other.
 * @param usual what the clusters' names begin with
 * @throws HarnessError for a combination that cannot work, before anything is started
 */
export function pairsOf({ from, to, ...lists }: Matrix, usual?: string): Pair[] {
  const combinations = others.reduce<Omit<ChosenVersions, "istio">[]>(
    (found, component) =>
      found.flatMap((each) => lists[component].map((version) => ({ ...each, [component]: version }))),
    [defaultVersions()],
  );
  return combinations.map((combination) => {
    const [older, newer] = [from, to].map((istio) => targetOf({ ...combination, istio }, usual));
    return { name: `${nameOfVersion(from)}-to-${nameOfVersion(to)}${ending(combination)}`, from: older!, to: newer! };
  });
}

/** The targets of all pairs, each once. */
export function targetsOf(pairs: readonly Pair[]): MatrixTarget[] {
  const all = pairs.flatMap(({ from, to }) => [from, to]);
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

function targetOf(versions: ChosenVersions, usual?: string): MatrixTarget {
  refuseUnfitPair(versions);
  const name = `istio-${nameOfVersion(versions.istio)}${ending(versions)}`;
  return { name, versions, cluster: clusterNameFor(versions, usual) };
}

/** What is not as in a run without any choice. */
function ending(versions: Omit<ChosenVersions, "istio">): string {
  const usual = defaultVersions();
  const chosen = others.filter((component) => versions[component] !== usual[component]);
  return chosen.map((component) => `-${components[component].short}-${versions[component]}`).join("");
}
