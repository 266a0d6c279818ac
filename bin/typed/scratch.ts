import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PreparedTarget } from "#helpers/probes/prepared";
import { sample } from "#fixtures/workloads/manifests";
import { genericSecret } from "#fixtures/workloads/secrets";
import { stringify } from "yaml";

/** What a reader has before the first step: the target's tools, and the samples of a release. */
export interface Scratch {
  /** Where the shell begins. */
  folder: string;
  /** For the PATH. */
  tools: string;
  home: string;
  remove(): Promise<void>;
}

const samples = ["curl", "httpbin", "sleep"];

/**
 * Makes a reader's folder, readable by its owner only.
 * @param ca PEM of the CA of the stand-ins for hosts outside; the samples' curl then finds it by its environment
 */
export async function makeScratch(target: PreparedTarget, ca: string | undefined): Promise<Scratch> {
  const root = await mkdtemp(path.join(tmpdir(), "meshproof-typed-"));
  const [folder, tools, home] = ["work", "bin", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([folder, tools, home].map((each) => mkdir(each)));
  await symlink(target.kubectl, path.join(tools, "kubectl"));
  await symlink(target.istioctl, path.join(tools, "istioctl"));
  for (const name of samples) {
    await mkdir(path.join(folder, "samples", name), { recursive: true });
    const manifest = sample(name);
    await writeFile(path.join(folder, "samples", name, `${name}.yaml`), ca ? trusting(manifest, name, ca) : manifest);
  }
  return { folder, tools, home, remove: () => rm(root, { recursive: true, force: true }) };
}

/** The sample with the Secret that its pod mounts where it is there, and the variable that leads curl to it. */
export function trusting(manifest: string, name: string, ca: string): string {
  if (!manifest.includes("secret-volume")) return manifest;
  const env = `env: [{ name: CURL_CA_BUNDLE, value: /etc/${name}/tls/ca.crt }]`;
  const pod = manifest.replace(/^( +)(volumeMounts:)$/m, `$1${env}\n$1$2`);
  return `${pod}---\n${stringify(genericSecret(`${name}-secret`, { "ca.crt": ca }))}`;
}
