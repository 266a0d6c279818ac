import { describe, expect } from "vitest";
import { settle } from "#fixtures";
import { gatewayAddress } from "../ingress.ts";
import * as mutants from "../mutants/index.ts";
import { documented, needsOf } from "../page.ts";
import { at } from "../steps.ts";

const position = { tab: "gateway-api", step: "single-host" } as const;

describe("Configure a TLS ingress gateway for a single host: the gateway's address", () => {
  documented(
    {
      id: "single-host/gateway-programmed",
      needs: needsOf("gateway-api"),
      claim: "the Gateway is programmed, and its status and its listener say where it is reached",
      blocks: ["single-host/address", "single-host/gateway-gateway-api"],
      prints: "kubectl wait --for=condition=programmed gtw mygateway -n istio-system",
      breaks: [
        { ...mutants.gatewayMissing(position), failsWith: /"mygateway" not found/ },
        { ...mutants.onAnotherPort(position), failsWith: /port 8888/ },
        { ...mutants.noAddress(position), failsWith: /timed out waiting for the condition/ },
      ],
    },
    async (state) => {
      await at(state, "gateway-api", "single-host");
      const { terminal, target } = state;
      await settle(
        async () => {
          const waited = await terminal.run(`${gatewayAddress.wait} --timeout=3s`);
          const [host, port] = [await terminal.run(gatewayAddress.host), await terminal.run(gatewayAddress.port)];
          return `${waited.text.trim()}; ${host.text.trim()}, port ${port.text.trim()}`;
        },
        (seen) => {
          const address = target.guest ? String.raw`\S+` : target.nodeAddress.replaceAll(".", String.raw`\.`);
          expect(seen).toMatch(
            new RegExp(`^gateway\\.gateway\\.networking\\.k8s\\.io/mygateway condition met; ${address}, port 443$`),
          );
        },
      );
    },
  );
});
