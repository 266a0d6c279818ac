import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { withEvidence } from "#helpers/verdict/evidence";
import { Shells } from "./shell.ts";
import type { Kube } from "./client.ts";

/* The API's exec, with shells of this machine in place of a container's. */

let started: ChildProcess[] = [];
type Exec = [string, string, string, string[], stdout: Writable, stderr: Writable, stdin: Readable];
const exec = async (...[, , , , stdout, stderr, stdin]: Exec) => {
  const shell = spawn("sh", { stdio: "pipe" });
  const socket = Object.assign(new EventEmitter(), { close: () => shell.kill("SIGKILL") });
  shell.on("exit", () => socket.emit("close"));
  shell.stdout.pipe(stdout, { end: false });
  shell.stderr.pipe(stderr, { end: false });
  stdin.pipe(shell.stdin);
  started.push(shell);
  return socket;
};
const shells = new Shells({ execClient: () => ({ exec }) } as unknown as Kube);
const at = { namespace: "test", pod: "curl-1", container: "curl" };
const run = (command: string, timeout = 5_000) => shells.run(at, command, timeout);

afterEach(() => {
  shells.close();
  started = [];
});

test("a command's answer is its own: both streams to the byte, its exit code, and its line as kubectl prints it", async () => {
  expect(await run("printf 'no line end'; echo told >&2; exit 56")).toEqual({
    command: "printf 'no line end'; echo told >&2; exit 56",
    exitCode: 56,
    stdout: "no line end",
    stderr: "told\n",
    text: "no line endtold\ncommand terminated with exit code 56\n",
  });
  expect(await run("true")).toMatchObject({ exitCode: 0, stdout: "", stderr: "", text: "" });
});

test("one shell serves one command after the other; nothing of one is left for the next", async () => {
  await run("cd /; here=there; export here");
  expect((await run('echo "[$here]"; [ "$PWD" = / ] && echo moved; cat')).stdout).toBe("[]\n");
  expect((await run("if")).exitCode).toBe(2);
  expect((await run(`echo it\\'s "'"`)).stdout).toBe("it's '\n");
  expect(started).toHaveLength(1);
});

test("commands that run side by side have a shell each, which the next ones use", async () => {
  const slowly = async (word: string) => (await run(`sleep 0.1; echo ${word}; echo ${word} >&2`, 1_000)).text;
  const answers = await Promise.allSettled(["one", "two", "three"].map(slowly));
  expect(answers.map((answer) => "value" in answer && answer.value)).toEqual([
    "one\none\n",
    "two\ntwo\n",
    "three\nthree\n",
  ]);
  await Promise.all(["one", "two"].map(slowly));
  expect(started).toHaveLength(3);
});

test("the answers are evidence", async () => {
  const { entries } = await withEvidence(() => run("echo 200"));
  expect(entries).toMatchObject([{ source: "curl-1.test -c curl -- echo 200", text: "200\n" }]);
});

test("a shell that ends under a command is no answer of the command's; the next command gets another", async () => {
  const lost = expect(run("echo half an answer; sleep 1", 900)).rejects.toMatchObject({
    message: expect.stringMatching(/^exec in curl-1\.test \(container curl\) gave no answer/),
    why: "the connection closed without a status",
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  started[0]!.kill("SIGKILL");
  await lost;
  expect((await run("echo again")).stdout).toBe("again\n");
});

test("a command that does not end is given up with its shell", async () => {
  await expect(run("sleep 1", 100)).rejects.toMatchObject({ why: "no status within 0.1 s for: sleep 1" });
  expect((await run("echo again")).stdout).toBe("again\n");
  expect(started).toHaveLength(2);
});

test("a shell that cannot be opened is the harness's failure", async () => {
  const none = new Shells({
    execClient: () => ({ exec: () => Promise.reject(new Error("no such pod")) }),
  } as unknown as Kube);
  await expect(none.run(at, "true", 1_000)).rejects.toMatchObject({ name: "HarnessError", why: "no such pod" });
});

test("shells that were opened ahead serve the commands to come", async () => {
  shells.warm({ ...at, pod: "curl-2" }, 2);
  await pause(50);
  expect(started).toHaveLength(2);
  await Promise.all(
    ["one", "two"].map((word) => shells.run({ ...at, pod: "curl-2" }, `sleep 0.1; echo ${word}`, 5_000)),
  );
  expect(started).toHaveLength(2);
});
