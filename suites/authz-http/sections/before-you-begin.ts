import { describe } from "vitest";
import { holds } from "#fixtures";
import { everyVersionIsShown, shows, whole } from "../claims.ts";
import * as bookinfo from "../mutants/bookinfo.ts";
import { pastTheSidecar } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { at } from "../steps.ts";
import { visit } from "../traffic.ts";

describe("Before you begin", () => {
  documented(
    {
      id: "before-you-begin/product-page",
      claim: "before any policy, the product page is shown from outside, with the book's details and reviews",
      blocks: ["configure-access-control/allow-nothing"],
      prints: "Book Details on the lower left side, Book Reviews on the lower right",
      breaks: [
        { ...bookinfo.gatewayMissing, failsWith: /ECONNREFUSED/ },
        { ...bookinfo.routeMissing, failsWith: /404/ },
        { ...bookinfo.gatewayOnAnotherPort, failsWith: /ECONNREFUSED/ },
        { ...bookinfo.routeToAnotherPort, failsWith: /503/ },
        { ...bookinfo.detailsMissing, failsWith: /Error fetching product details/ },
        { ...bookinfo.ratingsMissing, failsWith: /Ratings service currently unavailable/ },
        { ...pastTheSidecar("productpage", "none"), failsWith: /unstable[^]*404/ },
      ],
    },
    async (state) => {
      await at(state, "none");
      await holds(
        (count) => visit(state, count),
        (seen) => shows(seen, whole),
      );
    },
  );

  documented(
    {
      id: "before-you-begin/round-robin",
      claim: "when the page is asked for again and again, it shows red stars, black stars, or no stars",
      blocks: ["configure-access-control/allow-nothing"],
      prints: "different versions of reviews: red stars, black stars, or no stars",
      breaks: [{ ...bookinfo.redMissing, failsWith: /not seen “200; [^”]*red stars”/ }],
    },
    async (state) => {
      await at(state, "none");
      await everyVersionIsShown(state);
    },
  );
});
