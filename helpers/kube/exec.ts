import type { Exec, V1Status } from "@kubernetes/client-node";
import { PassThrough, Readable, type Writable } from "node:stream";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { noteEvidence } from "#helpers/verdict/evidence";
import { answersOfCommand } from "#helpers/verdict/answer-values";
import { recordAnswers } from "#helpers/verdict/recorded-answers";

/** A connection to the cluster's API, as far as exec needs it. */
export interface ExecConnection {
  execClient(): Pick<Exec, "exec">;
}

/** A container in a pod. */
export interface ContainerRef {
  namespace: string;
  pod: string;
  container: string;
}

/** What a command in a container answered. */
export interface Transcript {
  command: string;
  exitCode: number;
  stdout: string;
  stderr: string;
  /** As `kubectl exec` shows it: both streams, then its own line where the exit code isn't 0. */
  text: string;
}

/**
 * Runs a command in a container over the API's websocket and returns its answer, exit code included.
 * @param timeout milliseconds; the remote process is not ended by it, so the command needs a limit of its own
 * @throws HarnessError when the connection fails or closes without a status: that is never the mesh's answer
 */
export async function exec(
  kube: ExecConnection,
  at: ContainerRef,
  command: string[],
  timeout: number,
  input?: Uint8Array,
): Promise<Transcript> {
  const stdout = collect();
  const stderr = collect();
  const shown = command[0] === "sh" ? command.at(-1)! : command.join(" ");
  const exitCode = await execStatus(
    kube,
    at,
    command,
    { stdout: stdout.stream, stderr: stderr.stream },
    timeout,
    input,
  );
  return noteTranscript(at, { command: shown, exitCode, stdout: stdout.text(), stderr: stderr.text() });
}

/** An answer as `kubectl exec` shows it. */
export function transcriptOf(answer: Omit<Transcript, "text">): Transcript {
  const { exitCode, stdout, stderr } = answer;
  return {
    ...answer,
    text: `${stdout}${stderr}${exitCode === 0 ? "" : `command terminated with exit code ${exitCode}\n`}`,
  };
}

/** Notes what a command answered, as evidence and as what the mesh said. */
export function noteTranscript(at: ContainerRef, answer: Omit<Transcript, "text">): Transcript {
  const transcript = transcriptOf(answer);
  noteEvidence(sourceOf(at, answer.command), transcript.text);
  recordAnswers(answersOfCommand(answer));
  return transcript;
}

/** What stands in the evidence above an answer: where which command was run. */
export function sourceOf({ pod, namespace, container }: ContainerRef, command: string): string {
  return `${pod}.${namespace} -c ${container} -- ${command}`;
}

/** The connection to a container, not what runs in it, is what failed. */
export function noAnswer({ pod, namespace, container }: ContainerRef, why: string, cause?: unknown): HarnessError {
  return new HarnessError(`exec in ${pod}.${namespace} (container ${container}) gave no answer`, {
    why,
    hint: "see whether the pod is Running and the API server answers",
    cause,
  });
}

async function execStatus(
  kube: ExecConnection,
  at: ContainerRef,
  command: string[],
  streams: { stdout: Writable; stderr: Writable },
  timeout: number,
  input?: Uint8Array,
): Promise<number> {
  const stdin = input ? Readable.from([input]) : null;
  return new Promise((resolve, reject) => {
    let socket: { terminate(): void } | undefined;
    let failed = false;
    const fail = (why: string, cause?: unknown) => {
      failed = true;
      clearTimeout(timer);
      // Not `close`, which would wait for the other side's word: it has none, and the socket would keep this process.
      socket?.terminate();
      reject(noAnswer(at, why, cause));
    };
    const timer = setTimeout(() => fail(`no status within ${timeout / 1000} s for: ${command.join(" ")}`), timeout);
    const onStatus = (status: V1Status) => {
      const code = exitCodeOf(status);
      if (code === undefined) return fail(status.message ?? JSON.stringify(status));
      clearTimeout(timer);
      resolve(code);
    };
    kube
      .execClient()
      .exec(at.namespace, at.pod, at.container, command, streams.stdout, streams.stderr, stdin, false, onStatus)
      .then((opened) => {
        socket = opened;
        opened.on("close", () => setTimeout(() => fail("the connection closed without a status"), 200));
        // One that comes too late is let go of.
        if (failed) opened.terminate();
      })
      .catch((cause: unknown) => fail(messageOf(cause), cause));
  });
}

/** Exit code in the status that ends an exec; undefined where the status tells none. */
export function exitCodeOf(status: V1Status): number | undefined {
  if (status.status === "Success") return 0;
  const cause = status.details?.causes?.find(({ reason }) => reason === "ExitCode");
  return cause?.message === undefined ? undefined : Number(cause.message);
}

function collect(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}
