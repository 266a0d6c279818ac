import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import { type ContainerRef, noteTranscript } from "#helpers/kube/exec";
import { withEvidence } from "#helpers/verdict/evidence";
import { withRecordedAnswers } from "#helpers/verdict/recorded-answers";
import { Workload } from "./workload.ts";

/** A connection whose shells are this machine's, and note what they answer as those in a container do. */
const kube = {
  shells: {
    run: async (at: ContainerRef, command: string) => {
      const { stdout, stderr } = await promisify(execFile)("sh", ["-c", command]);
      return noteTranscript(at, { command, exitCode: 0, stdout, stderr });
    },
  },
} as unknown as Kube;

const client = new Workload(kube, { namespace: "test", app: "curl" }, "curl-1");
const head = "printf 'HTTP/1.1 200 OK\\r\\nserver: envoy\\r\\n\\r\\n'";

test("what is asked many times is noted under the page's own command alone: how it was asked differs from run to run", async () => {
  const { answers } = await withRecordedAnswers(() => client.ask(head, 3));
  expect(answers.map(({ kind, name, values }) => `${kind}, ${name}: ${values.join()}`)).toEqual([
    `http-header, ${head}: server: envoy`,
    `http-status, ${head}: HTTP/1.1 200 OK`,
  ]);
});

test("the evidence has that command, and how often it was answered so", async () => {
  const { entries } = await withEvidence(async () => void (await client.ask(head, 3)));
  expect(entries.map(({ source }) => source)).toEqual([`curl-1.test -c curl -- ${head}  # 3 of 3 answered so`]);
});
