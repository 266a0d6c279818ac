/** A page's words that are no part of a command, and those that it asks the reader to replace. */

/** `@samples/curl/curl.yaml@`: the at signs are the site generator's, which makes a link of them. */
const linked = /@(samples\/[\w./-]+)@/g;

/** The name of somebody's pod, as `kubectl get pods` printed it to the page's author. */
const somebodysPod = /\b([a-z][a-z0-9-]*)-[0-9a-f]{8,10}-[a-z0-9]{5}(?=\.([a-z0-9-]+)\b)/g;

/** The command as a shell takes it, without the page's own markup. */
export function withoutMarkup(command: string): string {
  return command.replace(linked, "$1");
}

/**
 * The command with the reader's own pods in place of the author's, which is what the pages ask for.
 * @param podOf the name of the pod that a Deployment has in a namespace
 */
export async function withOwnPods(
  command: string,
  podOf: (deployment: string, namespace: string) => Promise<string>,
): Promise<string> {
  const names = new Map<string, string>();
  for (const [name, deployment = "", namespace = ""] of command.matchAll(somebodysPod))
    names.set(name, await podOf(deployment, namespace));
  return [...names].reduce((text, [name, own]) => text.replaceAll(name, own), command);
}
