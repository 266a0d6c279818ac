// The page's sections, in its order: its clean-up is last.
import "./set-up-the-cluster.checks.ts";
import "./lock-down-by-namespace.checks.ts";
import "./lock-down-entire-mesh.checks.ts";
import "./clean-up.checks.ts";
