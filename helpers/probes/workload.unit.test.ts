import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import { type ContainerRef, noteTranscript } from "#helpers/kube/exec";
import { withEvidence } from "#helpers/verdict/evidence";
import { withRecordedAnswers } from "#helpers/verdict/recorded-answers";
import { deployed, Workload } from "./workload.ts";

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

test("a pod that is about to be replaced is not taken for the one that was just deployed", async () => {
  // The controller makes the new pod between any two questions.
  let made = 0;
  const pod = (name: string) => ({
    metadata: { name },
    status: { conditions: [{ type: "Ready", status: "True" }] },
  });
  const cluster = {
    find: async () => {
      made += 1;
      const seen = made > 1 ? 2 : 1;
      return { metadata: { generation: 2 }, status: { observedGeneration: seen, updatedReplicas: 1 } };
    },
    list: async () => {
      made += 1;
      return made > 3 ? [pod("curl-new")] : made > 1 ? [pod("curl-old"), pod("curl-new")] : [pod("curl-old")];
    },
  } as unknown as Kube;
  const { pod: name } = await deployed(cluster, { namespace: "test", app: "curl" }, 5_000);
  expect(name).toBe("curl-new");
});
