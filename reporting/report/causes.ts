import { count } from "../exit-code.ts";
import { all, folded, type Html, inline, part, tag, text } from "../html.ts";
import { checkLink, type Context } from "./context.ts";

/** Of a cause that explains a whole page; the others are folded, so that the next cause is on the first screen as well. */
const shown = 5;

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
      idsOf(checks.slice(0, shown)),
      ...(checks.length > shown ? [folded(text(`and ${checks.length - shown} more`), idsOf(checks.slice(shown)))] : []),
    ),
  );
  return part("Likely causes", items.length, tag("ol", { class: "causes" }, all(items)));
}

function idsOf(checks: readonly string[]): Html {
  return tag("ul", {}, all(checks.map((id) => tag("li", {}, checkLink(id)))));
}

function named(object: string | undefined): Html {
  return object === undefined ? all([]) : inline(text(", "), tag("code", {}, text(object)));
}
