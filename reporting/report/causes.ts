import { count } from "../exit-code.ts";
import { all, type Html, inline, part, tag, text } from "../html.ts";
import { checkLink, type Context } from "./context.ts";

/** Each cause once, with the object that it names and the checks that it explains. */
export function causesPart({ causes }: Context): Html {
  const items = causes.map(({ cause, object, checks }, index) =>
    tag(
      "li",
      { id: `cause:${index + 1}` },
      tag(
        "p",
        {},
        tag("strong", {}, text(`1 cause, ${count(checks.length, "check")}`)),
        named(object),
        text(`: ${cause}`),
      ),
      tag("ul", {}, all(checks.map((id) => tag("li", {}, checkLink(id))))),
    ),
  );
  return part("Likely causes", items.length, tag("ol", { class: "causes" }, all(items)));
}

function named(object: string | undefined): Html {
  return object === undefined ? all([]) : inline(text(", "), tag("code", {}, text(object)));
}
