import type { Inventory, Kube, Note, PreparedTarget, Terminal, Traffic } from "#fixtures";

/** From its first command until it had been reached, milliseconds since 1970. */
export interface Window {
  from: number;
  to: number;
}

/** What a page on upgrading works with, from one Istio to another and back, with requests going on all the while. */
export interface Upgrade<Stage extends string = string> {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's commands run: istioctl is the new one there, and the old one is $OLD_ISTIOCTL. */
  terminal: Terminal;
  /** The cluster before the page's first step. */
  before: Inventory;
  traffic: Traffic;
  /** How far it has got. */
  stage: Stage;
  windows: Map<Stage, Window>;
  /** What was done when, for the timeline. */
  notes: Note[];
}
