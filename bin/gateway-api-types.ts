import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { goProgram } from "./go-program.ts";

/**
 * Has a ConformanceReport read by Gateway API's own Go types, which a small program of ours is built with at first use.
 * @param report as YAML
 * @returns the report as these types hold it
 * @throws HarnessError where they refuse it, or the program cannot be built
 */
export async function assertReadByGatewayApi(report: string): Promise<unknown> {
  const program = await goProgram({ name: "conformance-report", module: "conformance-report", package: "." });
  const { exitCode, stdout, stderr } = await run(program, [], { input: report, timeout: 30_000 });
  if (exitCode === 0) return JSON.parse(stdout) as unknown;
  throw new HarnessError("Gateway API's own types do not read this report", {
    why: stderr.trim(),
    hint: "this is a bug of meshproof: report it with this message and the run's conformance.json",
  });
}
