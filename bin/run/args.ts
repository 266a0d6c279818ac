import { parseArgs } from "node:util";
import { HarnessError, messageOf } from "#helpers/errors";

/** What the person asked `npm test` for. */
export interface TestArgs {
  help: boolean;
  /** Parts of suites' paths; one of them must be in a file's path. None: every suite. */
  files: string[];
  /** Pattern that a check's full name must match. */
  pattern: string | undefined;
  /** How often the checks are run, one run after the other. */
  repeat: number;
  /** Is Istio uninstalled in the end, as one page does? */
  withUninstall: boolean;
  /** Does a check that failed wait for a person, with the cluster as it is? */
  pauseOnFail: boolean;
}

const hint = "`npm test -- --help` lists what it takes";

/** @throws HarnessError for an option that doesn't exist, lacks its value, or has one that is no pattern */
export function readArgs(argv: string[]): TestArgs {
  const { values, positionals } = parse(argv);
  const { help = false, testNamePattern: patterns = [], "pause-on-fail": pauseOnFail = false } = values;
  const [pattern, ...more] = patterns;
  if (more.length > 0) {
    const either = patterns.map((each) => `(${each})`).join("|");
    throw new HarnessError("-t is given more than once", {
      hint: `give one pattern that matches either: -t '${either}'`,
    });
  }
  if (pattern !== undefined) assertPattern(pattern);
  if (positionals.includes("")) throw new HarnessError("an empty file filter", { hint });
  const repeat = readRepeat(values.repeat);
  const withUninstall = values["with-uninstall"] ?? false;
  if (withUninstall && repeat > 1)
    throw new HarnessError("--with-uninstall and --repeat exclude each other", {
      why: "the second repeat would have no mesh",
      hint,
    });
  return { help, files: positionals, pattern, repeat, withUninstall, pauseOnFail };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        testNamePattern: { type: "string", short: "t", multiple: true },
        repeat: { type: "string" },
        "with-uninstall": { type: "boolean" },
        "pause-on-fail": { type: "boolean" },
      },
    });
  } catch (cause) {
    if (!String((cause as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS")) throw cause;
    // The first sentence says what is wrong; what follows is about quoting for a shell.
    throw new HarnessError(`cannot run the tests: ${messageOf(cause).split(". ")[0]}`, { hint, cause });
  }
}

function readRepeat(value = "1"): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new HarnessError(`Expected --repeat to be a number from 1 to 999, got "${value}"`, { hint });
}

function assertPattern(pattern: string): void {
  if (pattern.trim() === "") throw new HarnessError("-t has an empty pattern", { hint });
  try {
    new RegExp(pattern);
  } catch (cause) {
    throw new HarnessError(`-t has a pattern that is no regular expression: ${pattern}`, {
      why: messageOf(cause),
      hint: "put a backslash before ( ) [ ] { } * + ? where they mean themselves",
      cause,
    });
  }
}

export const helpText = `Usage: npm test -- [files…] [-t pattern] [--repeat n] [--with-uninstall] [--pause-on-fail]
                   [--istio v] [--envoy v] [--kubernetes v] [--gateway-api v]

Brings the target up (Docker engine, images, kind cluster, mesh; what is there is reused), runs the documented checks
and writes the reports.

  files…        run only suites whose path holds one of these, e.g. suites/ingress-sidecar-tls-termination
  -t pattern    run only checks whose name matches this regular expression
  --repeat n    run them n times; a check whose runs disagree is flaky, and the run is red
  --with-uninstall
                uninstall Istio in the end, as one page does; the next run installs it anew
  --pause-on-fail
                when a check fails, keep the cluster as it is until you press Enter
  --istio v, --envoy v, --kubernetes v, --gateway-api v
                build and run this version, in a cluster of its own beside the usual one
  --help        this text

Exit code: 0 every claim held; 1 a documented claim did not hold; 2 it could not be told, the harness failed, or nothing
was run. Reports: reports/report.html to read, reports/conformance.json, reports/junit.xml, reports/summary.md, and
reports/evidence/ per check.

See also: npm run list (all checks), npm run up, npm run down. Settings are MESHPROOF_ variables: see the README.
`;
