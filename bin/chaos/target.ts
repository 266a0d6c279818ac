import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Engine } from "#fixtures/engine/index";
import { mustRun } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { stateFolder } from "#helpers/system/state-folder";

/** The cluster and the folders that runs are disturbed on; what is broken there is registered to be restored. */
export class ChaosTarget {
  private readonly restorals: { what: string; restore: () => Promise<unknown> }[] = [];

  /**
   * @param engine that has the cluster's node
   * @param cluster its name: of a cluster that nobody else uses
   * @param reports folder of the disturbed runs' reports
   * @param args of `npm test`: what is run
   */
  constructor(
    readonly engine: Pick<Engine, "env">,
    readonly cluster: string,
    readonly reports: string,
    readonly args: readonly string[],
  ) {}

  get node(): string {
    return `${this.cluster}-control-plane`;
  }

  get state(): string {
    return stateFolder(this.cluster);
  }

  /** Registers what a person would do afterwards in any case: unmount the disk that was full, give DNS back. */
  afterwards(what: string, restore: () => Promise<unknown>): void {
    this.restorals.push({ what, restore });
  }

  async restore(): Promise<void> {
    for (let next = this.restorals.pop(); next; next = this.restorals.pop()) await next.restore();
  }

  /** Runs docker with arguments. @throws HarnessError where it fails */
  async docker(...args: string[]): Promise<string> {
    return (await mustRun("docker", args, { env: this.engine.env, timeout: 60_000 })).stdout;
  }

  /** Runs a shell command in the cluster's node. */
  inNode(command: string): Promise<string> {
    return this.docker("exec", "--privileged", this.node, "sh", "-c", command);
  }

  /** Runs the node's own kubectl. */
  kubectl(...args: string[]): Promise<string> {
    return this.docker("exec", this.node, "kubectl", "--kubeconfig=/etc/kubernetes/admin.conf", ...args);
  }

  /** @param seconds how long */
  wait(seconds: number): Promise<void> {
    return pause(seconds * 1_000);
  }

  /** @param cluster its name; this one's unless told. @throws HarnessError where it cannot be removed */
  async removeCluster(cluster = this.cluster): Promise<void> {
    await mustRun("npm", ["run", "--silent", "down"], {
      cwd: projectDir,
      env: { MESHPROOF_CLUSTER: cluster },
      timeout: 120_000,
    });
  }

  /** A file of the cluster's state. */
  stateFile(name: string): string {
    return path.join(this.state, name);
  }
}
