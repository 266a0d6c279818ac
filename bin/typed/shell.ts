import { spawn, type ChildProcess } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { HarnessError } from "#helpers/system/errors";
import { stateFileShown } from "#helpers/system/state-folder";

/** What a command printed, both streams as a terminal shows them, and how it ended. */
export interface Typed {
  command: string;
  exitCode: number;
  seen: string;
}

/**
 * One bash in a folder of its own, as a reader has it: what a command exports is there for the next. Each command is
 * evaluated as it stands, in the shell itself.
 */
export class TypedShell {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private readonly kill = () => this.end();
  private ended = false;

  constructor(
    /** Where it begins; the files that the commands make lie there. */
    private readonly folder: string,
    env: Record<string, string | undefined>,
  ) {
    this.child = spawn("bash", ["--noprofile", "--norc"], {
      cwd: folder,
      env: env as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "ignore"],
      // A group of its own: what a command started ends with the shell.
      detached: true,
    });
    // Said when the shell is used; without a listener node would end the process.
    this.child.on("error", () => undefined);
    this.child.stdin!.on("error", () => undefined);
    this.answers = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
    process.once("exit", this.kill);
  }

  /**
   * Types a command and waits until it has ended.
   * @param limit milliseconds
   * @throws HarnessError when it does not end within them; the shell is then gone
   */
  async type(command: string, limit = 300_000): Promise<Typed> {
    const [step, seen] = [this.file("step"), this.file("seen")];
    await writeFile(step, command);
    this.child.stdin!.write(`eval "$(<'${step}')" >'${seen}' 2>&1 </dev/null; echo "$?"\n`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), limit)));
    const answer = await Promise.race([this.answers.next(), late]);
    clearTimeout(timer);
    if (answer !== "late" && !answer.done)
      return { command, exitCode: Number(answer.value), seen: await readFile(seen, "utf8") };
    this.end();
    throw new HarnessError(
      answer === "late"
        ? `a command did not end within ${limit / 1000} s`
        : "the shell that the page is typed in has ended",
      { why: command.split("\n")[0], hint: `type it by hand, with KUBECONFIG=${stateFileShown("kubeconfig")}` },
    );
  }

  /** Ends the shell and all that it has started. */
  end(): void {
    process.removeListener("exit", this.kill);
    if (this.ended || this.child.pid === undefined) return;
    this.ended = true;
    try {
      process.kill(-this.child.pid, "SIGKILL");
    } catch (error) {
      // ESRCH: it has ended already, which is what we want.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  /** Beside the folder: the page's commands see their own files alone. */
  private file(name: string): string {
    return `${this.folder}.${name}`;
  }
}

/**
 * The environment of a reader who has the target's own tools first on the PATH. Proxies are for others than the cluster.
 * Commands of ours find the image with tcpdump in it.
 */
export function readersEnvironment(
  { tools, home }: { tools: string; home: string },
  { kubeconfig, debugImage }: { kubeconfig: string; debugImage: string },
): Record<string, string | undefined> {
  return {
    PATH: [tools, process.env.PATH].filter(Boolean).join(path.delimiter),
    KUBECONFIG: kubeconfig,
    HOME: home,
    LANG: "C.UTF-8",
    DEBUG_IMAGE: debugImage,
  };
}
