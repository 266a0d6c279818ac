import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import {
  allowedIsAnswered,
  askForbidden,
  bothDenied,
  deniedBySidecar,
  outsiderAnswersInside,
  type Viewer,
} from "../claims.ts";
import { allows, allowsAll, allowsPost, missing, nowAndThen, selects, tooEarly } from "../mutants/index.ts";
import { documented, type AuthzHttp } from "../page.ts";
import { at } from "../steps.ts";
import { podsOf, visitFollowed } from "../traffic.ts";

const step = "details-viewer";

/** Who may ask details, and somebody who may not. */
const viewer = (state: AuthzHttp): Viewer => ({
  service: "details",
  pods: podsOf(state, "details").details!,
  allowed: state.books["productpage-v1"],
  other: state.books["ratings-v1"],
});

describe("Configure access control for workloads using HTTP traffic", () => {
  documented(
    {
      id: "configure-access-control/details-viewer",
      claim: "with details-viewer the page shows the book's details, and still no reviews: they are denied yet",
      blocks: ["configure-access-control/details-viewer"],
      prints: "the productpage workload may read the details workload",
      breaks: [
        { ...missing(step), failsWith: /Error fetching product details/ },
        { ...allows(step, "bookinfo-reviews"), failsWith: /Error fetching product details/ },
        { ...selects(step, "ratings"), failsWith: /Error fetching product details/ },
        { ...tooEarly("reviews-viewer", step), failsWith: /Book Reviews/ },
        { ...nowAndThen("reviews", step), failsWith: /unstable[^]*Book Reviews/ },
      ],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => visitFollowed(state, count, podsOf(state, "details", "reviews")),
        ({ text }) =>
          expect(text).toBe(
            "200; Bookinfo Sample; Error fetching product reviews; Book Details; " +
              `details's sidecar: 200 via_upstream; reviews's sidecar: ${deniedBySidecar}`,
          ),
        { batch: 60, control: () => outsiderAnswersInside(state.books["productpage-v1"]) },
      );
    },
  );

  documented(
    {
      id: "configure-access-control/details-to-productpage-alone",
      claim: "details-viewer allows productpage, by GET: another workload is denied, and so is another method",
      blocks: ["configure-access-control/details-viewer"],
      prints: "the service account bookinfo-productpage, by GET",
      breaks: [
        { ...allowsAll(step), failsWith: /GET by ratings: 200/ },
        { ...allowsPost(step), failsWith: /POST by productpage: 200/ },
        { ...nowAndThen("details", step), failsWith: /unstable[^]*: 200/ },
      ],
    },
    async (state) => {
      await at(state, step);
      const asked = viewer(state);
      await holds(
        (count) => askForbidden(state, asked, count),
        (seen) => bothDenied(asked, seen),
        { batch: 60, control: () => allowedIsAnswered(asked) },
      );
    },
  );
});
