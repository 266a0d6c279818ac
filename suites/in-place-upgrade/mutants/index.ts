export { crdTooOld, webhookLeftBehind } from "../../upgrade/mutants.ts";
export * from "./commands.ts";
export * from "./installation.ts";
export * from "./requests.ts";
export * from "./versions.ts";
