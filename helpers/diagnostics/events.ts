import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import type { EventFacts } from "./facts.ts";
import type { Folder } from "./folder.ts";
import { table } from "./proxies.ts";

/** How long before the check an event may have been last seen. Milliseconds. */
const before = 10 * 60_000;

/** The recent events of these namespaces, oldest first. */
export async function writeEvents(
  kube: Kube,
  namespaces: string[],
  began: Date,
  folder: Folder,
): Promise<EventFacts[]> {
  const lists = await Promise.all(namespaces.map((namespace) => kube.list("v1", "Event", namespace)));
  const events = lists
    .flat()
    .map(eventFacts)
    .filter(({ at }) => Date.parse(at) >= began.getTime() - before)
    .sort((one, other) => one.at.localeCompare(other.at));
  const rows = events.map(({ at, type, reason, object, message }) => [
    at,
    type,
    reason,
    object,
    message.replaceAll("\n", " "),
  ]);
  await folder.write(
    "events.txt",
    "events of the page's namespaces, from ten minutes before the check on",
    table(["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"], rows),
  );
  return events;
}

function eventFacts(event: AnyObject): EventFacts {
  const {
    lastTimestamp,
    eventTime,
    type = "",
    reason = "",
    message = "",
    involvedObject,
  } = event as {
    lastTimestamp?: string | Date;
    eventTime?: string | Date;
    type?: string;
    reason?: string;
    message?: string;
    involvedObject?: { kind?: string; namespace?: string; name?: string };
  };
  const at = lastTimestamp ?? eventTime ?? event.metadata?.creationTimestamp ?? 0;
  const { kind, namespace, name } = involvedObject ?? {};
  return {
    at: new Date(at).toISOString(),
    type,
    reason,
    object: `${kind} ${namespace ? `${namespace}/` : ""}${name}`,
    message,
  };
}
