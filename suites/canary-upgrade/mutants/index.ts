export { crdTooOld, webhookLeftBehind } from "../../upgrade/mutants.ts";
export * from "./control-planes.ts";
export * from "./requests.ts";
export * from "./revisions.ts";
