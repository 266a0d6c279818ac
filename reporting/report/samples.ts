import type { RunRecord } from "#helpers/verdict/record";
import { reportHtml } from "../report-html.ts";
import { sampleRun } from "../samples.ts";
import { assertWellFormed } from "../xml.ts";
import type { Beside } from "./context.ts";

/* For unit tests of the report. */

/** A report on a sample run with changes. */
export const html = (changes: Partial<RunRecord> = {}, beside: Beside = {}) => reportHtml(sampleRun(changes), beside);
/** @throws HarnessError where the page is not well-formed */
export const wellFormed = (shown: string) => assertWellFormed(shown.replace("<!doctype html>\n", ""));
/** What a reader sees, line by line. */
export const shown = (page: string) =>
  page
    .replace(/<style>[\s\S]*<\/style>|<script>[\s\S]*<\/script>|<title>[\s\S]*?<\/title>/g, "")
    .replace(/<\/(?:p|h\d|li|dt|dd|summary|tr|pre|td|th|header)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
/** The titles of its parts. */
export const headings = (page: string) => [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);
/** A check's card or row, as a reader sees it opened. */
export const openedText = (page: string, id: string) =>
  shown(
    page
      .split(`<details id="check:${id}"`)[1]!
      .split(/<details id="check:|<\/section>/)[0]!
      .replace(/^[^>]*>/, ""),
  );

/** A cause that a rule found. */
export const diagnosis = {
  cause: "No PeerAuthentication is in force.",
  rule: "r",
  object: "PeerAuthentication foo/default",
};
/** Of the sample check. */
export const id = "page-one/outside/plain-http";
/** The document of the sample checks. */
export const pages = [
  {
    id: "page-one",
    title: "Page <One>",
    url: "https://example.com/one/",
    sections: [{ slug: "outside", title: "From outside", anchor: "out" }],
    edition: { language: "es", copy: "002", sha256: "0123456789abcdef" },
    blocks: [
      {
        id: "page-one/plain-http",
        lines: [1, 2] as [number, number],
        sha256: "ab",
        byHand: ["curl -v http://a", "curl -v http://a"],
      },
    ],
  },
];
