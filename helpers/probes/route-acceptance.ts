import type { AnyObject } from "#helpers/kube/objects";

interface Condition {
  type: string;
  status: string;
  reason: string;
}

/**
 * Does a route's first parent take it: "Accepted False: NotAllowedByListeners", as its status has it?
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#routeconditiontype
 */
export function routeAcceptance(route: AnyObject | undefined): string {
  const { parents = [] } = (route?.status ?? {}) as { parents?: { conditions?: Condition[] }[] };
  const accepted = parents[0]?.conditions?.find(({ type }) => type === "Accepted");
  return accepted ? `Accepted ${accepted.status}: ${accepted.reason}` : "no condition Accepted";
}
