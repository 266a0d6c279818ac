import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "#helpers/system/command";
import { noteApplied } from "#helpers/kube/applied";
import { notOursMark } from "#helpers/kube/guest";
import { noteChange } from "#helpers/verdict/changes";
import { HarnessError } from "#helpers/system/errors";
import { noteEvidence } from "#helpers/verdict/evidence";
import { transcriptOf, type Transcript } from "#helpers/kube/exec";
import type { Kube } from "#helpers/kube/client";
import { recordAnswers } from "#helpers/verdict/recorded-answers";
import { stateFolder } from "#helpers/system/state-folder";
import { namespacesOf, objectsOf } from "#helpers/probes/command-line";
import { parseTable } from "#helpers/probes/istioctl";
import type { PageScope } from "./page.ts";
import { answersOfTerminal } from "#helpers/probes/answer-tables";
import { scratchFolder } from "./scratch.ts";
import type { PreparedTarget } from "#helpers/probes/prepared";

/** Longest that one command line may take, unless told; what it asks a pod for has a shorter limit of its own. Milliseconds. */
const timeout = 90_000;

/** Commands after which the cluster is not as it was. */
const changing = /\b(apply|create|delete|label|annotate|patch|scale|replace|cp)\b/;

/**
 * The terminal of a person who follows the page: bash in a folder of the run's own, with kubectl and istioctl of the
 * run's versions and openssl of the machine. What it prints is read, never written by us.
 */
export class Terminal {
  /** What the page has exported so far. */
  private readonly variables: Record<string, string> = {};

  private constructor(
    private readonly target: PreparedTarget,
    private readonly kube: Pick<Kube, "writtenTo">,
    /** Where the page's files are: keys and certificates. Gone when the page is through. */
    readonly folder: string,
  ) {}

  /** Opens a terminal in a folder of its own. */
  static async open(scope: PageScope): Promise<Terminal> {
    return new Terminal(scope.target, scope.kube, await scratchFolder(scope, "terminal"));
  }

  /**
   * Runs a command line as the page prints it, behind its `$ `.
   * @param input what the page gives it by `<<EOF`, or what a person answers
   * @param within longest that it may take, milliseconds
   * @returns what a terminal shows, and the exit code
   * @throws HarnessError when it did not end, or a program is missing
   */
  async run(line: string, input?: string, within = timeout): Promise<Transcript> {
    const { kubectl, istioctl, kubeconfig } = this.target;
    const env = {
      PATH: [path.dirname(kubectl), path.dirname(istioctl), process.env.PATH].join(path.delimiter),
      KUBECONFIG: kubeconfig,
      KUBECACHEDIR: path.join(stateFolder(), "kubectl-cache"),
      ...this.variables,
    };
    if (changing.test(line)) {
      noteChange();
      // What a diagnosis looks at.
      for (const namespace of namespacesOf(line)) this.kube.writtenTo.add(namespace);
    }
    const { exitCode, stdout, stderr } = await run("bash", ["-c", bounded(line)], {
      cwd: this.folder,
      env,
      input,
      timeout: within,
    });
    if (changing.test(line)) noteChange();
    if (exitCode === 127) throw missing(line, stderr);
    // A right that we lack on somebody's cluster is no fault of the mesh's, whatever the page prints instead.
    if (this.target.guest && /\(Forbidden\)/.test(stderr)) throw forbidden(line, stderr);
    if (this.target.guest && stderr.includes(notOursMark)) throw leftAlone(line, stderr);
    if (exitCode === 0) noteApplied(objectsOf(line, input ?? (await this.appliedFile(line))));
    const shown = transcriptOf({ command: line, exitCode, stdout, stderr });
    // kubectl itself prints the line about the exit code of what it ran in a pod.
    const text = stdout + stderr;
    noteEvidence(line, text);
    recordAnswers(answersOfTerminal(line, { exitCode, stdout, stderr }, () => parseTable(stdout)));
    return { ...shown, text };
  }

  /**
   * `export NAME=$(…)`, for the lines that follow.
   * @throws HarnessError when the command fails
   */
  async export(name: string, command: string): Promise<void> {
    this.variables[name] = (await this.must(command)).stdout.trim();
  }

  /** Puts a file where the page expects it, readable by its owner only. */
  async write(file: string, content: string): Promise<void> {
    const destination = path.join(this.folder, file);
    await mkdir(path.dirname(destination), { recursive: true, mode: 0o700 });
    await writeFile(destination, content, { mode: 0o600 });
  }

  /** A file that the page's commands have made. */
  async read(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), "utf8");
  }

  /** What a line applies from a file. */
  private async appliedFile(line: string): Promise<string | undefined> {
    // From a file itself, or from what `istioctl kube-inject` makes of one.
    const file = /\bapply\b.* -f (?:<\(istioctl kube-inject -f )?([^\s<)-][^\s)]*)/.exec(line)?.[1];
    return file && this.read(file);
  }

  /**
   * The same for a step that must work for the page to go on.
   * @throws HarnessError with what it printed, when it ends with anything but 0
   */
  async must(line: string, input?: string, within?: number): Promise<Transcript> {
    const seen = await this.run(line, input, within);
    if (seen.exitCode === 0) return seen;
    throw new HarnessError(`\`${line}\` ended with exit code ${seen.exitCode}`, {
      why: seen.text.trim(),
      hint: "run it by hand with the kubeconfig of the target",
    });
  }
}

/** curl in a pod gets a limit: a request that hangs must end as curl's own exit 28. */
function bounded(line: string): string {
  return line.replaceAll(/ -- curl /g, " -- curl --max-time 10 ");
}

function forbidden(line: string, stderr: string): HarnessError {
  return new HarnessError(`\`${line}\` needs a right that is missing on this cluster`, {
    why: /^.*\(Forbidden\).*$/m.exec(stderr)?.[0],
    hint: "`npm run rbac` prints what a run needs; please report it where that is given",
  });
}

/** Somebody made an object of that name since the look at the cluster: no fault of the mesh's either. */
function leftAlone(line: string, stderr: string): HarnessError {
  return new HarnessError(`\`${line}\` names what is somebody's on this cluster`, {
    why: stderr.split("\n").find((each) => each.includes(notOursMark)),
    hint: "nothing was changed; rename it, or leave the page that needs this name out",
  });
}

function missing(line: string, stderr: string): HarnessError {
  return new HarnessError(`\`${line}\` needs a program that is not there`, {
    why: stderr.trim(),
    hint: "install it: the documents use bash, openssl and, for one block, jq beside kubectl and istioctl",
  });
}
