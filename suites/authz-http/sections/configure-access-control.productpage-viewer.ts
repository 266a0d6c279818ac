import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import { accessDenied, deniedBySidecar, outsiderAnswersInside, pageIsShown } from "../claims.ts";
import { allowsPost, missing, nowAndThen, selects, tooEarly } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { at } from "../steps.ts";
import { podsOf, visitFollowed, visitWithReason } from "../traffic.ts";

const step = "productpage-viewer";

describe("Configure access control for workloads using HTTP traffic", () => {
  documented(
    {
      id: "configure-access-control/productpage-viewer",
      claim:
        "with productpage-viewer the page is shown, and says that it got neither details nor reviews: both are denied",
      blocks: ["configure-access-control/productpage-viewer"],
      prints: "Bookinfo Sample; Error fetching product details; Error fetching product reviews",
      breaks: [
        { ...missing(step), failsWith: /403 RBAC: access denied/ },
        { ...selects(step, "ratings"), failsWith: /403 RBAC: access denied/ },
        { ...tooEarly("details-viewer", step), failsWith: /Book Details/ },
        { ...tooEarly("reviews-viewer", step), failsWith: /Book Reviews/ },
        { ...missing("allow-nothing", step), failsWith: /Book Details; Book Reviews/ },
        { ...nowAndThen("details", step), failsWith: /unstable[^]*Book Details/ },
        { ...nowAndThen("reviews", step), failsWith: /unstable[^]*Book Reviews/ },
      ],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => visitFollowed(state, count, podsOf(state, "details", "reviews")),
        ({ text }) =>
          expect(text).toBe(
            "200; Bookinfo Sample; Error fetching product details; Error fetching product reviews; " +
              `details's sidecar: ${deniedBySidecar}; reviews's sidecar: ${deniedBySidecar}`,
          ),
        { batch: 60, control: () => outsiderAnswersInside(state.books["productpage-v1"]) },
      );
    },
  );

  documented(
    {
      id: "configure-access-control/productpage-by-get-alone",
      claim: "productpage-viewer allows GET from whoever asks, and no other method: a POST from outside is denied",
      blocks: ["configure-access-control/productpage-viewer"],
      prints: "access with GET method to the productpage workload, all sources allowed",
      breaks: [
        { ...allowsPost(step), failsWith: /200; Bookinfo Sample/ },
        { ...nowAndThen("productpage", step), failsWith: /unstable[^]*200; Bookinfo Sample/ },
      ],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => visitWithReason(state, count, { method: "POST" }),
        ({ text }) => expect(text).toBe(`${accessDenied}; productpage's sidecar: ${deniedBySidecar}`),
        { batch: 60, control: () => pageIsShown(state) },
      );
    },
  );
});
