import { ensureCluster, type Cluster } from "#fixtures/targets/kind/index";
import { networkOf } from "#fixtures/targets/kind/network";
import { ensureEngine, type Engine } from "#fixtures/engine/index";
import { imageSource, type PreparedImages } from "#fixtures/releases/build/index";
import { addressesIn } from "#helpers/probes/outside-hosts";
import { teachNames } from "#fixtures/internet/names";
import { ensureMesh } from "#fixtures/mesh/index";
import { takeOverOldState } from "#fixtures/targets/old-state";
import { sweepSecrets } from "#helpers/check/scratch";
import { writeTarget } from "#helpers/probes/prepared";
import type { TargetLock } from "#fixtures/targets/target-lock";
import type { Config } from "#helpers/system/config";
import type { RunRecord, Versions } from "#helpers/verdict/record";
import { runSteps } from "./progress.ts";

/** What a run's report says of its target, and what the steps took. */
export interface PreparedTarget {
  target: string;
  dataPlane: string;
  versions: Versions;
  kubeconfig: string;
  steps: RunRecord["steps"];
}

/**
 * Brings the target up: Docker engine, images and tools, cluster, mesh. Each step skips itself where its result is there.
 * @throws HarnessError of the step that failed; what is complete stays for the next run
 */
export async function prepareTarget({
  config,
  signal,
  lock,
}: {
  config: Config;
  signal: AbortSignal;
  /** The target's: the steps take it on the engine and in the cluster as well. */
  lock: TargetLock;
}): Promise<PreparedTarget> {
  const images = imageSource(config.images, config.versions);
  const done: { engine?: Engine; images?: PreparedImages; cluster?: Cluster; versions?: Versions } = {};
  const steps = await runSteps([
    {
      name: "Docker engine",
      run: async (say) => {
        done.engine = await ensureEngine({ provision: config.provision, say, signal });
        await lock.onEngine(done.engine, { needs: await images.needs(), say, signal });
        await takeOverOldState(config.cluster);
        await sweepSecrets();
      },
    },
    {
      name: "images and tools",
      run: async (say) => void (done.images = await images.prepare({ engine: done.engine!, say, signal })),
    },
    {
      name: "kind cluster",
      run: async (say) =>
        void (done.cluster = await ensureCluster({
          name: config.cluster,
          engine: done.engine!,
          images: done.images!,
          say,
          signal,
          lock,
        })),
    },
    {
      name: config.internet === "live" ? "names of the real internet" : "names of the stand-in internet",
      run: () =>
        teachNames(done.cluster!.kube, config.internet === "live" ? undefined : addressesIn(done.cluster!.subnet)),
    },
    {
      name: "mesh",
      run: async (say) =>
        void (done.versions = await ensureMesh({ ...done.cluster!, images: done.images!, say, signal })),
    },
  ]);
  const { engine, images: prepared, cluster, versions } = done as Required<typeof done>;
  const target = `kind cluster ${config.cluster}`;
  await writeTarget({
    target,
    kubeconfig: cluster.kubeconfig,
    nodeAddress: cluster.nodeAddress,
    istioctl: prepared.tools.istioctl,
    kubectl: prepared.tools.kubectl,
    engineEnv: engine.env,
    originImage: prepared.origin,
    debugImage: prepared.debug,
    network: networkOf(config.cluster),
    addresses: addressesIn(cluster.subnet),
    internet: config.internet,
    dataPlane: prepared.dataPlane,
    versions,
  });
  return { target, dataPlane: prepared.dataPlane, versions, kubeconfig: cluster.kubeconfig, steps };
}
