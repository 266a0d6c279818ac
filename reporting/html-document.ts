import { type Html, tag, text } from "./html.ts";
import { style } from "./report-html-style.ts";

/**
 * One HTML file that needs nothing else. Nothing in it is executed or loaded, and the page itself forbids both: it shows
 * what pods answered.
 */
export function htmlDocument(title: string, body: Html): string {
  const head = tag(
    "head",
    {},
    tag("meta", { charset: "utf-8" }),
    tag("meta", {
      "http-equiv": "Content-Security-Policy",
      content: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    }),
    tag("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    tag("meta", { name: "color-scheme", content: "light dark" }),
    tag("title", {}, text(title)),
    tag("style", {}, { html: style }),
  );
  return `<!doctype html>\n${tag("html", { lang: "en" }, head, tag("body", {}, body)).html}\n`;
}
