/** Every command of ours, by the name of its npm script. Those of other programs (oxlint, prettier) are not among them. */
export * from "./catalogue.ts";
export * from "./existing.ts";
export * from "./in-cluster.ts";
export * from "./mirror.ts";
export * from "./pin.ts";
export * from "./proof.ts";
export * from "./reports.ts";
export * from "./run.ts";
export * from "./shell.ts";
export * from "./supply.ts";
export * from "./validate.ts";
