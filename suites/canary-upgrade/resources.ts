import { manifestsBeside } from "#fixtures";

export const manifest = manifestsBeside(import.meta.url);

/** The page's own namespaces. */
export const namespaces = ["test-ns", "app-ns-1", "app-ns-2", "app-ns-3"] as const;
