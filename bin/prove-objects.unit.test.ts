import { expect, test } from "vitest";
import type { MutantOutcome } from "#helpers/verdict/record";
import { unknownObjects, unmissed } from "./prove-objects.ts";

const outcome = (changes: Partial<MutantOutcome>): MutantOutcome => ({
  check: "page/section/check",
  mutant: "a policy is missing",
  failsWith: "200",
  verdict: "nonconformant",
  message: "seen 200",
  restored: "conformant",
  ms: 1,
  killed: true,
  ...changes,
});
const policy = { name: "PeerAuthentication test/default", tunable: true };
const account = { name: "ServiceAccount test/curl", tunable: false };

test("an object is proven when it is missed, and noticed where it is weaker", () => {
  const outcomes = [
    outcome({ without: policy.name }),
    outcome({ weakens: policy.name }),
    outcome({ without: account.name }),
  ];
  expect(unmissed("page", [policy, account], outcomes)).toEqual([]);
});

test.each<[string, Partial<MutantOutcome>[], string[]]>([
  [
    "nothing misses it",
    [{ weakens: policy.name }],
    ["page: no check misses PeerAuthentication test/default when it is not there"],
  ],
  [
    "nothing notices a weaker one",
    [{ without: policy.name }],
    ["page: no check notices a weaker PeerAuthentication test/default"],
  ],
  [
    "a mutant that survived shows nothing",
    [{ without: policy.name, killed: false }, { weakens: policy.name }],
    ["page: no check misses PeerAuthentication test/default when it is not there"],
  ],
  [
    "another page's mutant shows nothing",
    [{ without: policy.name, check: "other/section/check" }, { weakens: policy.name }],
    ["page: no check misses PeerAuthentication test/default when it is not there"],
  ],
])("%s", (_what, changes, lines) => {
  expect(unmissed("page", [policy], changes.map(outcome))).toEqual(lines);
});

test("a name that the page does not apply is told", () => {
  expect(unknownObjects("page", [account], [outcome({ without: "ServiceAccount test/crul" })])).toEqual([
    "page: a mutant names ServiceAccount test/crul, which the page does not apply",
  ]);
});
