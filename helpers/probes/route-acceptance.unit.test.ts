import { expect, test } from "vitest";
import { routeAcceptance } from "./route-acceptance.ts";

const route = (...conditions: object[]) => ({ status: { parents: [{ conditions }] } });
const accepted = { type: "Accepted", status: "False", reason: "NotAllowedByListeners" };

test.each([
  [
    "a route that a listener refuses",
    route({ type: "ResolvedRefs" }, accepted),
    "Accepted False: NotAllowedByListeners",
  ],
  ["one without the condition", route({ type: "ResolvedRefs" }), "no condition Accepted"],
  ["one that no controller has seen", { status: {} }, "no condition Accepted"],
  ["none", undefined, "no condition Accepted"],
])("%s", (_what, object, text) => {
  expect(routeAcceptance(object)).toBe(text);
});
