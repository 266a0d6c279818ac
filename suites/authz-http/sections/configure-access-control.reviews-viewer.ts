import { describe } from "vitest";
import { holds } from "#fixtures";
import {
  allowedIsAnswered,
  askForbidden,
  bothDenied,
  deniedBySidecar,
  outsiderAnswersInside,
  shows,
  type Viewer,
} from "../claims.ts";
import { allows, allowsAll, allowsPost, missing, nowAndThen, selects, tooEarly } from "../mutants/index.ts";
import { documented, type AuthzHttp } from "../page.ts";
import { at } from "../steps.ts";
import { podsOf, visitFollowed } from "../traffic.ts";

const step = "reviews-viewer";

/** Who may ask reviews, and somebody who may not. */
const viewer = (state: AuthzHttp): Viewer => ({
  service: "reviews",
  pods: podsOf(state, "reviews").reviews!,
  allowed: state.books["productpage-v1"],
  other: state.books["ratings-v1"],
});

const shown = "200; Bookinfo Sample; Book Details; Book Reviews";

/** Version v1 of reviews asks for no ratings; the two others are denied them. */
const unrated = {
  v1: `${shown}; reviews v1; ratings's sidecar: no line in its log`,
  v2: `${shown}; Ratings service currently unavailable; reviews v2; ratings's sidecar: ${deniedBySidecar}`,
  v3: `${shown}; Ratings service currently unavailable; reviews v3; ratings's sidecar: ${deniedBySidecar}`,
};

describe("Configure access control for workloads using HTTP traffic", () => {
  documented(
    {
      id: "configure-access-control/reviews-viewer",
      claim:
        "with reviews-viewer the page shows details and reviews, and where these need ratings, that they are unavailable",
      blocks: ["configure-access-control/reviews-viewer"],
      prints: "Book Details; Book Reviews; Ratings service currently unavailable",
      breaks: [
        { ...missing(step), failsWith: /Error fetching product reviews/ },
        { ...allows(step, "bookinfo-details"), failsWith: /Error fetching product reviews/ },
        { ...selects(step, "ratings"), failsWith: /Error fetching product reviews/ },
        { ...tooEarly("ratings-viewer", step), failsWith: /(black|red) stars/ },
        { ...nowAndThen("ratings", step), failsWith: /unstable[^]*(black|red) stars/ },
      ],
      errata: ["ratings-error"],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => visitFollowed(state, count, podsOf(state, "ratings")),
        (seen) => shows(seen, unrated),
        { batch: 60, control: () => outsiderAnswersInside(state.books["reviews-v2"]) },
      );
    },
  );

  documented(
    {
      id: "configure-access-control/reviews-to-productpage-alone",
      claim: "reviews-viewer allows productpage, by GET: another workload is denied, and so is another method",
      blocks: ["configure-access-control/reviews-viewer"],
      prints: "the service account bookinfo-productpage, by GET",
      breaks: [
        { ...allowsAll(step), failsWith: /GET by ratings: 200/ },
        { ...allowsPost(step), failsWith: /POST by productpage: 200/ },
        { ...nowAndThen("reviews", step), failsWith: /unstable[^]*: 200/ },
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
