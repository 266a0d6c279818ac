import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { readTarget } from "#helpers/probes/prepared";
import { readRunMode } from "#helpers/system/config";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { Kube } from "#helpers/kube/client";
import { leaksInFolder } from "#helpers/verdict/leaks";
import { leaks as command } from "./commands/reports.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run leaks`: searches the reports of the last run, diagnostics included, for private keys, tokens and kubeconfig
 * content: for what looks like one, and for those that the cluster has at the moment. Exit code 1 where one is found.
 */
await main(command, async () => {
  const { reportsDir } = readRunMode();
  const known = await knownSecrets();
  const leaks = await leaksInFolder(reportsDir, known).catch(noReports);
  const lines = leaks.map(({ file, what }) => `✗ ${path.relative(process.cwd(), file)} holds ${what}`);
  const looked = `looked for what looks like a secret, and for ${known.size} that are in use`;
  print([...lines, `${leaks.length} found; ${looked}`].join("\n"));
  return leaks.length > 0 ? 1 : 0;
});

/** Secrets that are in use, by where they are from: the kubeconfig's own, and what the cluster's Secrets hold. */
async function knownSecrets(): Promise<Map<string, string>> {
  try {
    const { kubeconfig } = await readTarget();
    const inCluster = await Kube.connect(kubeconfig).list("v1", "Secret");
    const entries = inCluster.flatMap(({ metadata, data }) =>
      Object.entries((data ?? {}) as Record<string, string>).map(
        ([key, value]) => [`${key} of Secret ${metadata?.namespace}/${metadata?.name}`, decoded(value)] as const,
      ),
    );
    return new Map([...(await kubeconfigSecrets(kubeconfig)), ...entries.filter(([, value]) => isSecret(value))]);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    print(`no cluster is up, so that its own secrets cannot be looked for: ${error.what}`);
    return new Map();
  }
}

async function kubeconfigSecrets(file: string): Promise<[string, string][]> {
  const { users = [] } = parse(await readFile(file, "utf8")) as { users?: { user?: Record<string, string> }[] };
  const key = users.flatMap(({ user }) => user?.["client-key-data"] ?? []).map(decoded);
  const token = users.flatMap(({ user }) => user?.token ?? []);
  return [...key, ...token].map((secret) => ["the kubeconfig's own key or token", secret]);
}

/** Certificates lie in Secrets too, and are public. */
function isSecret(value: string): boolean {
  return value.length >= 30 && (value.includes("PRIVATE KEY") || !/^\s*-----BEGIN CERTIFICATE-----/.test(value));
}

function decoded(value: string): string {
  return Buffer.from(value, "base64").toString("utf8");
}

function noReports(cause: unknown): never {
  throw new HarnessError("there are no reports to search", {
    why: messageOf(cause),
    hint: "run `npm test` first, or set MESHPROOF_REPORTS to their folder",
    cause,
  });
}
