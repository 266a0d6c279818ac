import { describe } from "vitest";
import { expectRows } from "#fixtures";
import { canaryScaledToZero, gatewayKilled, injectorMissing, serviceMissing } from "../mutants/index.ts";
import { nothingLostOnTheWayTo } from "../claims.ts";
import { documented } from "../page.ts";
import { reach } from "../stages.ts";

describe("Control plane", () => {
  documented(
    {
      id: "control-plane/nothing-lost",
      claim: "while the canary is installed and the gateways are upgraded in place, no request is lost",
      blocks: ["control-plane/install"],
      prints: "istioctl install --set revision=canary",
      breaks: [{ ...gatewayKilled("installed"), failsWith: /requests were lost: .*ingress-gateway/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "installed"),
  );

  documented(
    {
      id: "control-plane/both-run",
      claim: "the old control plane and the canary run side by side",
      blocks: ["control-plane/pods"],
      prints: "two pods, istiod-… and istiod-canary-…, 1/1 Running",
      breaks: [{ ...canaryScaledToZero("installed"), failsWith: /istiod-canary-…/ }],
    },
    async (state) => {
      await reach(state, "installed");
      const { text } = await state.terminal.run("kubectl get pods -n istio-system -l app=istiod");
      expectRows(
        text,
        `NAME                                    READY   STATUS    RESTARTS   AGE
istiod-786779888b-p9s5n                 1/1     Running   0          114m
istiod-canary-6956db645c-vwhsk          1/1     Running   0          1m`,
      );
    },
  );

  documented(
    {
      id: "control-plane/services",
      claim: "each control plane has a Service of its own",
      blocks: ["control-plane/services"],
      prints: "istiod and istiod-canary: 15010/TCP, 15012/TCP, 443/TCP, 15014/TCP",
      breaks: [{ ...serviceMissing, failsWith: /not seen “istiod-canary/ }],
      errata: ["services-of-today"],
    },
    async (state) => {
      await reach(state, "installed");
      const { text } = await state.terminal.run("kubectl get svc -n istio-system -l app=istiod");
      // A Service of the default tag is there besides since Istio 1.30.
      expectRows(
        withoutRow(text, "istiod-revision-tag-default"),
        `NAME            TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)                                 AGE
istiod          ClusterIP   10.32.5.247   <none>        15010/TCP,15012/TCP,443/TCP,15014/TCP   33d
istiod-canary   ClusterIP   10.32.6.58    <none>        15010/TCP,15012/TCP,443/TCP,15014/TCP   12m`,
      );
    },
  );

  documented(
    {
      id: "control-plane/injectors",
      claim: "each control plane has a sidecar injector of its own",
      blocks: ["control-plane/injectors"],
      prints: "istio-sidecar-injector and istio-sidecar-injector-canary",
      breaks: [{ ...injectorMissing, failsWith: /not seen “istio-sidecar-injector-canary/ }],
      errata: ["injectors-of-today"],
    },
    async (state) => {
      await reach(state, "installed");
      const { text } = await state.terminal.run("kubectl get mutatingwebhookconfigurations");
      const injectors = text
        .split("\n")
        .filter((line) => /^(NAME|istio-sidecar-injector)/.test(line))
        .join("\n");
      expectRows(
        injectors,
        `NAME                            WEBHOOKS   AGE
istio-sidecar-injector          1          7m56s
istio-sidecar-injector-canary   1          3m18s`,
        { columns: ["NAME"] },
      );
    },
  );
});

function withoutRow(table: string, name: string): string {
  return table
    .split("\n")
    .filter((line) => !line.startsWith(`${name} `))
    .join("\n");
}
