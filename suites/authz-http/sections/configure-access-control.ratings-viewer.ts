import { describe } from "vitest";
import { holds } from "#fixtures";
import {
  allowedIsAnswered,
  askForbidden,
  bothDenied,
  everyVersionIsShown,
  shows,
  type Viewer,
  whole,
} from "../claims.ts";
import { allows, allowsAll, allowsPost, missing, nowAndThen, pastTheSidecar, selects } from "../mutants/index.ts";
import { documented, type AuthzHttp } from "../page.ts";
import { at } from "../steps.ts";
import { podsOf, visit } from "../traffic.ts";

const step = "ratings-viewer";

/** Who may ask ratings, and somebody who may not. */
const viewer = (state: AuthzHttp): Viewer => ({
  service: "ratings",
  pods: podsOf(state, "ratings").ratings!,
  allowed: state.books["reviews-v2"],
  other: state.books["productpage-v1"],
});

describe("Configure access control for workloads using HTTP traffic", () => {
  documented(
    {
      id: "configure-access-control/ratings-viewer",
      claim: "with ratings-viewer the page has no error any more: the versions of reviews that rate show their stars",
      blocks: ["configure-access-control/ratings-viewer"],
      prints: "the black and red ratings in the Book Reviews section",
      breaks: [
        { ...missing(step), failsWith: /Ratings service currently unavailable/ },
        { ...allows(step, "bookinfo-productpage"), failsWith: /Ratings service currently unavailable/ },
        { ...selects(step, "details"), failsWith: /Ratings service currently unavailable/ },
        { ...pastTheSidecar("ratings", step), failsWith: /unstable[^]*Ratings service currently unavailable/ },
      ],
    },
    async (state) => {
      await at(state, step);
      await holds(
        (count) => visit(state, count),
        (seen) => shows(seen, whole),
      );
    },
  );

  documented(
    {
      id: "configure-access-control/black-and-red",
      claim: "both colours are seen, black and red, beside the reviews without stars",
      blocks: ["configure-access-control/ratings-viewer"],
      prints: "the black and red ratings",
      breaks: [{ ...missing(step), failsWith: /not seen “[^”]*black stars/ }],
    },
    async (state) => {
      await at(state, step);
      await everyVersionIsShown(state);
    },
  );

  documented(
    {
      id: "configure-access-control/ratings-to-reviews-alone",
      claim: "ratings-viewer allows reviews, by GET: another workload is denied, and so is another method",
      blocks: ["configure-access-control/ratings-viewer"],
      prints: "the service account bookinfo-reviews, by GET",
      breaks: [
        { ...allowsAll(step), failsWith: /GET by productpage: 200/ },
        { ...allowsPost(step), failsWith: /POST by reviews: 200/ },
        { ...nowAndThen("ratings", step), failsWith: /unstable[^]*: 200/ },
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
