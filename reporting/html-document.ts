import { createHash } from "node:crypto";
import { all, type Html, tag, text } from "./html.ts";
import { style } from "./report-html-style.ts";

/**
 * One HTML file that needs nothing else. The page itself forbids that anything is loaded, or executed but the script that
 * it was written with: it shows what pods answered.
 * @param script is there to make the page easier to use; nothing may be missing where it is not run
 */
export function htmlDocument(title: string, body: Html, script = ""): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script ? [`script-src ${hashOf(script)}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const head = tag(
    "head",
    {},
    tag("meta", { charset: "utf-8" }),
    tag("meta", { "http-equiv": "Content-Security-Policy", content: policy.join("; ") }),
    tag("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    tag("meta", { name: "color-scheme", content: "light dark" }),
    tag("title", {}, text(title)),
    tag("style", {}, { html: style }),
  );
  const end = script ? tag("script", {}, { html: script }) : all([]);
  return `<!doctype html>\n${tag("html", { lang: "en" }, head, tag("body", {}, body, end)).html}\n`;
}

/** How a Content-Security-Policy names the one text that it allows. */
function hashOf(allowed: string): string {
  return `'sha256-${createHash("sha256").update(allowed).digest("base64")}'`;
}
