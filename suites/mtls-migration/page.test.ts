// The page's sections, in its order: its clean-up is last.
import "./sections/set-up-the-cluster.ts";
import "./sections/lock-down-by-namespace.ts";
import "./sections/lock-down-entire-mesh.ts";
import "./sections/clean-up.ts";
