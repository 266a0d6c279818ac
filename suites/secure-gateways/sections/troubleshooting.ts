import { describe, expect } from "vitest";
import { ClaimError, istioctl, parseTable, settle, until } from "#fixtures";
import { echoIngress } from "../ingress.ts";
import { neverHadTheSecret, simpleFromTheStart } from "../mutants/fresh-gateway.ts";
import * as mutants from "../mutants/index.ts";
import * as secrets from "../mutants/secrets.ts";
import { documented, needsOf, type SecureGateways } from "../page.ts";
import { gateways, podsOf } from "../resources.ts";
import { at } from "../steps.ts";
import { readyPod } from "../workloads.ts";

const position = { tab: "gateway-api", step: "mutual-tls" } as const;

describe("Troubleshooting", () => {
  documented(
    {
      id: "troubleshooting/valid-address",
      needs: needsOf("gateway-api"),
      claim: "the two variables are those of the gateway's Service: an IP address, and a port that it has",
      blocks: ["troubleshooting/address"],
      prints: "kubectl get svc -n istio-system\nINGRESS_HOST=…, SECURE_INGRESS_PORT=…",
      breaks: [
        { ...mutants.gatewayMissing(position), failsWith: /no Service mygateway-istio/ },
        { ...mutants.onAnotherPort(position), failsWith: /8888:\d+\/TCP/ },
      ],
    },
    async (state) => {
      await at(state, position.tab, position.step);
      const { terminal } = state;
      await settle(
        async () => {
          const services = parseTable((await terminal.must("kubectl get svc -n istio-system")).stdout);
          const ours = services.find(({ NAME }) => NAME === "mygateway-istio");
          const { stdout } = await terminal.must(echoIngress);
          return `${ours ? `${ours["EXTERNAL-IP"]} ${ours["PORT(S)"]}` : "no Service mygateway-istio"}; ${stdout.trim()}`;
        },
        (seen) =>
          expect(seen).toMatch(/^(\d+\.\d+\.\d+\.\d+) \S*\b443:\d+\/TCP\S*; INGRESS_HOST=\1, SECURE_INGRESS_PORT=443$/),
      );
    },
  );

  documented(
    {
      id: "troubleshooting/secrets-listed",
      needs: needsOf("gateway-api"),
      claim: "both credentials are listed among the secrets of istio-system",
      blocks: ["troubleshooting/secrets"],
      prints: "httpbin-credential and helloworld-credential",
      breaks: [
        { ...secrets.secretMissing(position, "httpbin"), failsWith: /not listed: httpbin-credential/ },
        { ...secrets.secretMissing(position, "helloworld"), failsWith: /not listed: helloworld-credential/ },
      ],
    },
    async (state) => {
      await at(state, position.tab, position.step);
      await settle(
        () => state.terminal.must("kubectl -n istio-system get secrets"),
        ({ stdout }) => {
          const listed = parseTable(stdout).map(({ NAME }) => NAME);
          const missing = ["httpbin-credential", "helloworld-credential"].filter((name) => !listed.includes(name));
          if (missing.length === 0) return;
          throw new ClaimError(`not listed: ${missing.join(", ")}`, {
            expected: "httpbin-credential\nhelloworld-credential",
            observed: stdout,
          });
        },
      );
    },
  );

  documented(
    {
      id: "troubleshooting/gateway-has-the-pair",
      needs: needsOf("gateway-api"),
      claim:
        "the gateway has obtained the pair httpbin-credential and the root httpbin-credential-cacert, and logs no error",
      blocks: ["troubleshooting/controller-log", "troubleshooting/agent-log"],
      prints: "httpbin-credential and httpbin-credential-cacert",
      breaks: [
        { ...simpleFromTheStart(position.step), failsWith: /httpbin-credential-cacert: not there/ },
        { ...neverHadTheSecret(position.step), failsWith: /httpbin-credential: not there/ },
      ],
      errata: ["agent-log"],
    },
    async (state) => {
      await at(state, position.tab, position.step);
      const pod = await until("the gateway's pod", () => readyPod(state.kube, podsOf[position.tab], gateways), {
        within: 60_000,
      });
      await settle(
        () => obtained(state, pod),
        (seen) =>
          expect(seen).toBe("httpbin-credential: ACTIVE\nhttpbin-credential-cacert: ACTIVE\nerrors in its log: none"),
      );
    },
  );
});

/** What istioctl says that the gateway holds, and what its log says of errors. */
async function obtained({ target, terminal }: SecureGateways, pod: string): Promise<string> {
  const rows = parseTable(await istioctl(target, ["proxy-config", "secret", `${pod}.${gateways}`]));
  const { stdout } = await terminal.must(`kubectl logs -n ${gateways} ${pod}`);
  const errors = stdout.split("\n").filter((line) => /\t(error|fatal)\t/.test(line));
  const status = (name: string) =>
    rows.find((row) => row["RESOURCE NAME"]?.endsWith(`/${name}`))?.STATUS ?? "not there";
  return [
    ...["httpbin-credential", "httpbin-credential-cacert"].map((name) => `${name}: ${status(name)}`),
    `errors in its log: ${errors.join(" / ") || "none"}`,
  ].join("\n");
}
