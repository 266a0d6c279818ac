import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import { accessDenied, deniedBySidecar, outsiderAnswers, outsiderAnswersInside } from "../claims.ts";
import { bindsAlone, deniedByTheGateway, missing, nowAndThen, pastTheSidecar } from "../mutants/index.ts";
import { documented, type AuthzHttp } from "../page.ts";
import { at } from "../steps.ts";
import { askInsideWithReason, podsOf, visitWithReason } from "../traffic.ts";

const step = "allow-nothing";

describe("Configure access control for workloads using HTTP traffic", () => {
  documented(
    {
      id: "configure-access-control/allow-nothing",
      claim: "under allow-nothing the product page is denied from outside, by its own sidecar",
      blocks: ["configure-access-control/allow-nothing"],
      prints: "RBAC: access denied",
      breaks: [
        { ...missing(step), failsWith: /200; Bookinfo Sample/ },
        { ...bindsAlone("details"), failsWith: /200; Bookinfo Sample/ },
        { ...deniedByTheGateway, failsWith: /no line in its log/ },
        { ...nowAndThen("productpage", step), failsWith: /unstable[^]*200; Bookinfo Sample/ },
        { ...pastTheSidecar("productpage", step), failsWith: /unstable[^]*404/ },
      ],
      errata: ["policy-name", "api-version"],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => visitWithReason(state, count),
        ({ text }) => expect(text).toBe(`${accessDenied}; productpage's sidecar: ${deniedBySidecar}`),
        { batch: 60, control: () => outsiderAnswers(state) },
      );
    },
  );

  documented(
    {
      id: "configure-access-control/allow-nothing-inside",
      claim: "under allow-nothing every other workload of Bookinfo is denied as well, to who asks inside the mesh",
      blocks: ["configure-access-control/allow-nothing"],
      prints: "no traffic is permitted, to any workload of the namespace",
      breaks: [
        { ...missing(step), failsWith: /details: 200/ },
        { ...bindsAlone("productpage"), failsWith: /ratings: 200/ },
        { ...nowAndThen("reviews", step), failsWith: /unstable[^]*reviews: 200/ },
      ],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => askEach(state, count),
        ({ text }) =>
          expect(text).toBe(
            `details: ${accessDenied}; details's sidecar: ${deniedBySidecar}\n` +
              `reviews: ${accessDenied}; reviews's sidecar: ${deniedBySidecar}\n` +
              `ratings: ${accessDenied}; ratings's sidecar: ${deniedBySidecar}`,
          ),
        { batch: 60, control: () => outsiderAnswersInside(state.books["productpage-v1"]) },
      );
    },
  );
});

/** That many requests of productpage's to each of the others: a line for each of the three. */
async function askEach(state: AuthzHttp, count: number): Promise<{ text: string }[]> {
  const from = state.books["productpage-v1"];
  const services = ["details", "reviews", "ratings"] as const;
  const answers = await Promise.all(
    services.map((to) => askInsideWithReason(state.kube, { from, to }, podsOf(state, to)[to]!, count)),
  );
  return Array.from({ length: count }, (_, turn) => ({
    text: services.map((to, index) => `${to}: ${answers[index]![turn]!.text}`).join("\n"),
  }));
}
