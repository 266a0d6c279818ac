import { expect } from "vitest";
import { control, expectPrinted, settle, type Workload } from "#fixtures";
import type { AuthzHttp } from "./page.ts";
import { askInside, askInsideWithReason, visit, type Asked, type InsideRequest, type Visit } from "./traffic.ts";

/* What the page's claims have in common. */

/** What a request is answered that no policy allows: in the body, and in the log of the sidecar that denies it. */
export const accessDenied = "403 RBAC: access denied";
export const deniedBySidecar = "403 rbac_access_denied_matched_policy[none]";

/** Control: a workload that no policy binds answers through the same gateway. */
export function outsiderAnswers(state: AuthzHttp) {
  return control(
    "a workload that no policy binds, through the same gateway",
    () => visit(state, 1, { path: "/details/0" }),
    ([seen]) => expect(seen!.status, seen!.text).toBe(200),
  );
}

/** Control: it answers a pod of Bookinfo, inside the mesh. */
export function outsiderAnswersInside(from: Workload) {
  return control(
    `a workload that no policy binds, asked by ${from.ref.app}`,
    () => askInside({ from, to: "outside-the-policy" }, 1),
    ([seen]) => expect(seen!.text).toMatch(/^200 /),
  );
}

/** Control: the product page is shown. */
export function pageIsShown(state: AuthzHttp) {
  return control(
    "the product page, by GET",
    () => visit(state, 1),
    ([seen]) => expect(seen!.text).toMatch(/^200; Bookinfo Sample/),
  );
}

/** The whole product page: version v1 of reviews shows no stars. */
export const whole = {
  v1: "200; Bookinfo Sample; Book Details; Book Reviews; reviews v1",
  v2: "200; Bookinfo Sample; Book Details; Book Reviews; reviews v2; black stars",
  v3: "200; Bookinfo Sample; Book Details; Book Reviews; reviews v3; red stars",
};

/** Claim: of that many visits, some show black stars, some red ones, some none. Three versions of three are there in 30. */
export async function everyVersionIsShown(state: AuthzHttp): Promise<void> {
  await settle(
    async () => [...new Set((await visit(state, 30)).map(({ text }) => text))].sort().join("\n"),
    (seen) => expectPrinted(seen, `${whole.v1}\n${whole.v2}\n${whole.v3}`),
  );
}

/** Claim: what the page shows, as the document says it of the version of reviews that it was served by. */
export function shows({ text }: Visit, ofVersion: Readonly<Record<string, string>>): void {
  const [, version = "none"] = /reviews (v\d)/.exec(text) ?? [];
  expect(text).toBe(ofVersion[version] ?? Object.values(ofVersion)[0]);
}

/** Which requests a service is to deny, and which it is to answer at the same moment. */
export interface Viewer {
  service: "details" | "reviews" | "ratings";
  /** The pods of the service. */
  pods: readonly Workload[];
  /** Who may ask it, by GET. */
  allowed: Workload;
  /** Somebody else in the mesh. */
  other: Workload;
}

/** GET with another workload's identity, and POST with the allowed one: that many of each, a line for both. */
export async function askForbidden({ kube }: AuthzHttp, viewer: Viewer, count: number): Promise<Asked[]> {
  const { service: to, pods, allowed, other } = viewer;
  const requests: InsideRequest[] = [
    { from: other, to },
    { from: allowed, to, method: "POST" },
  ];
  const answers = await Promise.all(requests.map((request) => askInsideWithReason(kube, request, pods, count)));
  return Array.from({ length: count }, (_, turn) => ({
    text: [
      `GET by ${other.ref.app}: ${answers[0]![turn]!.text}`,
      `POST by ${allowed.ref.app}: ${answers[1]![turn]!.text}`,
    ].join("\n"),
  }));
}

/** Claim: both are denied, by the service's own sidecar. */
export function bothDenied({ service, allowed, other }: Viewer, { text }: Asked): void {
  const denied = `${accessDenied}; ${service}'s sidecar: ${deniedBySidecar}`;
  expect(text).toBe(`GET by ${other.ref.app}: ${denied}\nPOST by ${allowed.ref.app}: ${denied}`);
}

/** Control: who may ask the service gets its answer. */
export function allowedIsAnswered({ service, allowed }: Viewer) {
  return control(
    `GET by ${allowed.ref.app} to ${service}`,
    () => askInside({ from: allowed, to: service }, 1),
    ([seen]) => expect(seen!.text).toMatch(/^200 /),
  );
}
