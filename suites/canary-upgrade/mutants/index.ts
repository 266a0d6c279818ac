export * from "./control-planes.ts";
export * from "./requests.ts";
export * from "./revisions.ts";
