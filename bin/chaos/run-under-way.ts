import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { endsWithUs } from "#helpers/system/child-end";
import { projectDir } from "#helpers/system/paths";
import { mark, processesOf, type RunProcess, signalAll } from "./processes.ts";

/** A `npm test` that is started to be disturbed: a process group of its own, as a shell would start it. */
export class RunUnderWay {
  /** What it has printed so far. */
  output = "";
  readonly ended: Promise<number | "killed">;
  private readonly value = randomUUID();
  private readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();

  /**
   * @param args of `npm test`
   * @param env goes before this process's own
   * @param project the folder of the checkout whose `npm test` it is; this one unless told
   */
  constructor(args: readonly string[], env: Record<string, string>, project = projectDir) {
    this.child = spawn("npm", ["test", "--", ...args], {
      cwd: project,
      env: { ...process.env, ...env, [mark]: this.value },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const dispose = endsWithUs(-this.child.pid!);
    for (const stream of [this.child.stdout!, this.child.stderr!])
      createInterface({ input: stream }).on("line", (line) => this.heard(line));
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("exit", (code) => {
        dispose();
        this.waiting.forEach((tell) => tell());
        resolve(code ?? "killed");
      });
    });
  }

  /**
   * Waits until it has printed a line.
   * @throws Error where it ends before
   */
  async printed(line: RegExp): Promise<void> {
    while (!line.test(this.output)) {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`the run ended before it printed ${line.source}:\n${this.output.slice(-2_000)}`);
      await new Promise<void>((resolve) => {
        const tell = () => {
          this.waiting.delete(tell);
          resolve();
        };
        this.waiting.add(tell);
      });
    }
  }

  /** Signals the whole group, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void {
    signalAll([-this.child.pid!], signal);
  }

  /** All of its processes, whatever group they are in. */
  processes(): Promise<RunProcess[]> {
    return processesOf(this.value);
  }

  /** Signals those of its processes whose command line matches. */
  async signalThose(command: RegExp, signal: NodeJS.Signals): Promise<void> {
    const those = (await this.processes()).filter((each) => command.test(each.command));
    if (those.length === 0) throw new Error(`no process of the run matches ${command.source}`);
    signalAll(
      those.map(({ pid }) => pid),
      signal,
    );
  }

  private heard(line: string): void {
    this.output += `${line}\n`;
    this.waiting.forEach((tell) => tell());
  }
}
