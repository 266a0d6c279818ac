import { HarnessError } from "#helpers/system/errors";
import { istioctl } from "./istioctl.ts";
import type { ProxyRef } from "./access-log.ts";
import type { PreparedTarget } from "./prepared.ts";

interface ConfigDump {
  dynamicActiveSecrets?: {
    name: string;
    secret?: { tlsCertificate?: { certificateChain?: { inlineBytes?: string } } };
  }[];
}

/**
 * The certificate that a proxy identifies itself with in the mesh, PEM:
 * `istioctl proxy-config secret <pod> -o json`, the one called "default".
 * @throws HarnessError when it has none
 */
export async function meshCertificate(target: PreparedTarget, { namespace, pod }: ProxyRef): Promise<string> {
  return certificateIn(await istioctl(target, ["proxy-config", "secret", `${pod}.${namespace}`, "-o", "json"]));
}

/** The leaf certificate of the secret "default" in what `istioctl proxy-config secret -o json` prints. */
export function certificateIn(json: string): string {
  const { dynamicActiveSecrets = [] } = JSON.parse(json) as ConfigDump;
  const secret = dynamicActiveSecrets.find(({ name }) => name === "default")?.secret;
  const chain = Buffer.from(secret?.tlsCertificate?.certificateChain?.inlineBytes ?? "", "base64").toString();
  const [leaf] = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(chain) ?? [];
  if (leaf) return leaf;
  throw new HarnessError("the proxy has no certificate of the mesh", {
    why: `active secrets: ${dynamicActiveSecrets.map(({ name }) => name).join(", ") || "none"}`,
    hint: "see `istioctl proxy-config secret` of it: its certificate may not have been signed yet",
  });
}
