import { HarnessError } from "#helpers/system/errors";
import { noteAnswers } from "./answers.ts";
import { requestLimit } from "#helpers/verdict/claim-limits";
import { withoutEvidence } from "#helpers/verdict/evidence";
import { withoutRecording } from "#helpers/verdict/recorded-answers";
import { exec, type ContainerRef, transcriptOf, type Transcript } from "#helpers/kube/exec";
import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import { until } from "#helpers/verdict/settle";
import { sideBySide } from "#helpers/system/side-by-side";

/** Longest that a command in a pod may take: curl's own limit is below it. Milliseconds. */
const commandTimeout = 30_000;

/** Where a workload's pods are: `kubectl -n <namespace> get pod -l app=<app>`. */
export interface WorkloadRef {
  namespace: string;
  app: string;
}

/** A Deployment's pod that the page sends commands to. */
export class Workload {
  constructor(
    private readonly kube: Kube,
    readonly ref: WorkloadRef,
    /** Name of its one running pod. */
    readonly pod: string,
    /** The application's container; the samples name it like the app. */
    readonly container: string = ref.app,
    /** Environment of its commands, e.g. CURL_CA_BUNDLE where the run's own CA stands in for the public ones. */
    readonly env: Record<string, string> = {},
  ) {}

  /** The same pod, its commands with more environment. */
  withEnv(env: Record<string, string>): Workload {
    return new Workload(this.kube, this.ref, this.pod, this.container, { ...this.env, ...env });
  }

  /**
   * Runs a command as the page prints it, e.g. `curl -IsS "http://httpbin:8080/status/200"`, through a shell in the
   * application's container, which stays open for the page's next. curl gets `--max-time`: a request that hangs must end as curl's own exit 28.
   * @param seconds limit of each curl in the command
   */
  async run(command: string, seconds = 10): Promise<Transcript> {
    return this.kube.shells.run(this.at(this.container), this.exported(bounded(command, seconds)), commandTimeout);
  }

  /**
   * Runs the page's command that many times side by side, each time as a process of its own with a connection of its own.
   * @param seconds limit of each curl in the command
   * @returns the answers, in the order in which they were begun
   */
  async ask(command: string, count: number, seconds = 10): Promise<Transcript[]> {
    return this.askEach(Array<string>(count).fill(command), seconds);
  }

  /** The same with commands that differ, e.g. each with a path of its own. */
  async askEach(commands: readonly string[], seconds = 10): Promise<Transcript[]> {
    const at = this.at(this.container);
    const { script, answersIn } = sideBySide(commands.map((command) => bounded(command, seconds)));
    const run = () => this.kube.shells.run(at, this.exported(script), commandTimeout);
    const whole = await withoutEvidence(() => withoutRecording(run));
    return noteAnswers(at, answersIn(whole).map(transcriptOf));
  }

  private exported(command: string): string {
    const exports = Object.entries(this.env).map(([name, value]) => `export ${name}='${value}'; `);
    return exports.join("") + command;
  }

  /**
   * Opens shells for the commands to come, while something else takes its time.
   * @param sideBySide how many of the commands will run at the same moment
   */
  warm(sideBySide = 1): this {
    this.kube.shells.warm(this.at(this.container), sideBySide);
    return this;
  }

  /** Runs a program in one of the pod's containers, without a shell. */
  async exec(command: string[], container = this.container, input?: Uint8Array): Promise<Transcript> {
    return exec(this.kube, this.at(container), command, commandTimeout, input);
  }

  private at(container: string): ContainerRef {
    return { namespace: this.ref.namespace, pod: this.pod, container };
  }

  /**
   * `kubectl cp`: writes a file into the pod.
   * @throws HarnessError when the pod refuses it
   */
  async copy(content: string, path: string): Promise<void> {
    const bytes = Buffer.from(content);
    // head ends after that many bytes: the exec protocol cannot close the remote stdin.
    const { exitCode, stderr } = await this.exec(
      ["sh", "-c", `umask 077; head -c ${bytes.length} > ${path}`],
      this.container,
      bytes,
    );
    if (exitCode === 0) return;
    throw new HarnessError(`cannot write ${path} in ${this.pod}.${this.ref.namespace}`, {
      why: stderr,
      hint: "see whether the container's file system is writable",
    });
  }
}

/** curl with a limit: a request that hangs must end as curl's own exit 28. */
function bounded(command: string, seconds: number): string {
  return command.replaceAll(/(^|[;&|]\s*)curl /g, `$1curl --max-time ${requestLimit(seconds)} `);
}

/**
 * Waits until a Deployment runs as declared: all replicas ready, no pod of an older template left.
 * @param within milliseconds
 * @throws HarnessError that says what the pods are waiting for
 */
export async function deployed(kube: Kube, ref: WorkloadRef, within = 90_000): Promise<Workload> {
  const pod = await until(`deployment ${ref.app} in ${ref.namespace} ready`, () => onlyReadyPod(kube, ref), {
    within,
    seen: () => podStates(kube, ref),
  });
  return new Workload(kube, ref, pod);
}

async function onlyReadyPod(kube: Kube, { namespace, app }: WorkloadRef): Promise<string | undefined> {
  // Before the pods: once its own pod was made, a list has it. The other way round, a pod that is about to go was the only one.
  const deployment = await kube.find({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: app, namespace } });
  const { observedGeneration, updatedReplicas } = (deployment?.status ?? {}) as Record<string, number | undefined>;
  if (observedGeneration !== deployment?.metadata?.generation || updatedReplicas !== 1) return undefined;
  const [pod, ...others] = await kube.list("v1", "Pod", namespace, `app=${app}`);
  // A pod that is still ending keeps its endpoint in the sidecars for a moment: a request to it may hang.
  const settled = pod && others.length === 0 && !pod.metadata?.deletionTimestamp && isReady(pod);
  return settled ? pod.metadata?.name : undefined;
}

function isReady(pod: AnyObject): boolean {
  const { conditions } = pod.status as { conditions?: { type: string; status: string }[] };
  return conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}

async function podStates(kube: Kube, { namespace, app }: WorkloadRef): Promise<string> {
  const pods = await kube.list("v1", "Pod", namespace, `app=${app}`);
  const states = pods.map(stateOf);
  return states.join("; ") || "no pods: see the events of its ReplicaSet";
}

function stateOf(pod: AnyObject): string {
  const status = pod.status as {
    phase?: string;
    conditions?: { type: string; status: string; message?: string }[];
    containerStatuses?: { name: string; state?: { waiting?: { reason?: string; message?: string } } }[];
  };
  const waiting = status.containerStatuses?.flatMap(({ name, state }) =>
    state?.waiting ? [`${name} ${state.waiting.reason} ${state.waiting.message ?? ""}`] : [],
  );
  const unmet = status.conditions
    ?.filter(({ status, message }) => status !== "True" && message)
    .map(({ message }) => message);
  return `${pod.metadata?.name} ${pod.metadata?.deletionTimestamp ? "ending" : status.phase} ${[...(waiting ?? []), ...(unmet ?? [])].join(", ")}`;
}
