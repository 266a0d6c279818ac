import { expect, test } from "vitest";
import { withOldAndNew } from "../upgrade/versions.ts";
import { expectDone, questionIn } from "./istioctl-output.ts";

const question = 'This will install the Istio 1.31.0 profile "default" into the cluster. Proceed? (y/N) ';
const warning = `WARNING: Istio is being upgraded from 1.30.0 to 1.31.0.
         Before upgrading, you may wish to use 'istioctl x precheck' to check for upgrade warnings.
`;

test("the question is told without its version, and with what a no came to", () => {
  const asked = 'This will install the Istio … profile "default" into the cluster. Proceed? (y/N)';
  expect(questionIn(`${question}${warning}Cancelled.\n`)).toBe(`${asked}\nCancelled.`);
  expect(questionIn(question)).toBe(asked);
  expect(questionIn("✔ Installation complete\n")).toBe("");
});

const installed = `${question}${warning}- Processing resources for Istio core.
✔ Istio core installed ⛵️
- Processing resources for Istiod. Waiting for Deployment/istio-system/istiod
✔ Istiod installed 🧠
✔ Ingress gateways installed 🛬
\u001b[32m✔\u001b[0m Egress gateways installed 🛫
- Pruning removed resources
✔ Installation complete
✔ Installation complete
`;

test("each part that is done is told once, without its picture and in one order", () => {
  expectDone(
    installed,
    `✔ Egress gateways installed
✔ Ingress gateways installed
✔ Installation complete
✔ Istio core installed
✔ Istiod installed`,
  );
  const ended = installed.slice(0, installed.indexOf("- Pruning"));
  expect(() => expectDone(ended, "✔ Installation complete")).toThrow(/not seen “✔ Installation complete”/);
});

test("the two versions are told by their names, also where one is of a checkout; another stays as it is", () => {
  const values = (tag: string) => ({ istioctl: "", operator: "", values: { tag } });
  const target = {
    installation: values("1.30.0"),
    upgrade: { ...values("1.31.0-tree-0a1b2c"), version: "1.31", client: "" },
  };
  expect(withOldAndNew(target, "istiod 1.30.0 2")).toBe("istiod old 2");
  expect(withOldAndNew(target, "data plane version: 1.30.0 (7 proxies), 1.31.0-tree-0a1b2c (2 proxies)")).toBe(
    "data plane version: old (7 proxies), new (2 proxies)",
  );
  expect(withOldAndNew(target, "control plane version: 1.31.0")).toBe("control plane version: 1.31.0");
});
