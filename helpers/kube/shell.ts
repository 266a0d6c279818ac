import type { V1Status } from "@kubernetes/client-node";
import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { type HarnessError, messageOf } from "#helpers/system/errors";
import { type ContainerRef, type ExecConnection, noAnswer, noteTranscript, type Transcript } from "./exec.ts";
import { MarkedOutput } from "#helpers/system/marked-output";
import { shellQuoted } from "#helpers/system/shell-quoted";

/** Longest that a shell may take to begin. Milliseconds. */
const timeLimit = 15_000;

/**
 * Shells that stay open in containers, `kubectl exec -i <pod> -- sh` each: the runtime takes a tenth of a second to
 * begin a process in a container, a shell two thousandths. A shell runs one command at a time; more are opened for
 * commands that run side by side.
 */
export class Shells {
  private readonly open = new Map<string, Set<Shell>>();

  constructor(private readonly kube: ExecConnection) {}

  /**
   * Runs a command line in a shell of the container and returns its answer, exit code included.
   * @param timeout milliseconds; its shell is ended by it, so the command needs a limit of its own
   * @throws HarnessError when the connection fails or closes before the answer: that is never the mesh's
   */
  async run(at: ContainerRef, command: string, timeout: number): Promise<Transcript> {
    const shell = await this.take(at);
    return noteTranscript(at, { command, ...(await shell.run(command, timeout)) });
  }

  /**
   * Begins opening shells for commands to come.
   * @param count how many of the commands will run side by side
   */
  warm(at: ContainerRef, count = 1): void {
    for (let opened = 0; opened < count; opened += 1) {
      this.begin(at).then(
        (shell) => shell.give(),
        () => "whoever runs a command hears of it",
      );
    }
  }

  /** Ends every shell; safe to call twice. */
  close(): void {
    for (const shells of this.open.values()) for (const shell of shells) shell.close();
  }

  private async take(at: ContainerRef): Promise<Shell> {
    return [...this.of(at)].find((shell) => shell.take()) ?? this.begin(at);
  }

  private of({ namespace, pod, container }: ContainerRef): Set<Shell> {
    const name = `${namespace}/${pod}/${container}`;
    const shells = this.open.get(name) ?? new Set();
    this.open.set(name, shells);
    return shells;
  }

  private async begin(at: ContainerRef): Promise<Shell> {
    const shells = this.of(at);
    const opened = new Shell(at);
    shells.add(opened);
    opened.onEnd(() => shells.delete(opened));
    await opened.begin(this.kube);
    return opened;
  }
}

/** One shell in a container. */
class Shell {
  private readonly stdin = new PassThrough();
  private readonly stdout = new MarkedOutput();
  private readonly stderr = new MarkedOutput();
  private readonly gone = new AbortController();
  private readonly failure = new Promise<never>((_resolve, reject) => {
    this.gone.signal.addEventListener("abort", () => reject(this.gone.signal.reason as HarnessError));
  });
  private socket: { close(): void; on(event: "close", heard: () => void): void } | undefined;
  private idle = false;

  constructor(private readonly at: ContainerRef) {
    this.failure.catch(() => "whoever runs a command hears of it");
  }

  async begin(kube: ExecConnection): Promise<void> {
    const { namespace, pod, container } = this.at;
    const { stdin, stdout, stderr } = this;
    const timer = setTimeout(() => this.end(`no shell within ${timeLimit / 1000} s`), timeLimit);
    const onStatus = ({ status, message }: V1Status) => this.end(message ?? `the shell ended: ${status}`);
    const opening = kube
      .execClient()
      .exec(namespace, pod, container, ["sh"], stdout.stream, stderr.stream, stdin, false, onStatus)
      .catch((cause: unknown) => this.end(messageOf(cause), cause));
    try {
      await Promise.race([opening.then((socket) => (this.socket = socket ?? undefined)), this.failure]);
    } finally {
      clearTimeout(timer);
      // One that comes too late is let go of.
      void opening.then((socket) => this.gone.signal.aborted && socket?.close());
    }
    this.gone.signal.throwIfAborted();
    // Its status may still be on its way.
    this.socket?.on("close", () => setTimeout(() => this.end("the connection closed without a status"), 200));
  }

  /** Claims the shell for a command, if it has none and lives. */
  take(): boolean {
    const taken = this.idle;
    this.idle = false;
    return taken;
  }

  /** Leaves it to the next command. */
  give(): void {
    this.idle = !this.gone.signal.aborted;
  }

  onEnd(heard: () => void): void {
    this.gone.signal.addEventListener("abort", heard);
  }

  /** Runs a command line as a process of its own, so that what it sets or how it ends is no matter of the shell. */
  async run(command: string, timeout: number): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    this.gone.signal.throwIfAborted();
    const mark = randomUUID();
    const line = `sh -c ${shellQuoted(command)} </dev/null; printf '\\n${mark} %d\\n' $?; printf '\\n${mark} \\n' >&2\n`;
    const timer = setTimeout(() => this.end(`no status within ${timeout / 1000} s for: ${command}`), timeout);
    this.stdin.write(line);
    try {
      const answers = Promise.all([this.stdout.until(mark), this.stderr.until(mark)]);
      const [out, err] = await Promise.race([answers, this.failure]);
      this.give();
      return { exitCode: Number(out.note), stdout: out.text, stderr: err.text };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the shell, which reads the end of its input. */
  close(): void {
    this.end("closed");
  }

  private end(why: string, cause?: unknown): void {
    if (this.gone.signal.aborted) return;
    this.idle = false;
    this.gone.abort(noAnswer(this.at, why, cause));
    this.stdin.end();
    this.socket?.close();
  }
}
