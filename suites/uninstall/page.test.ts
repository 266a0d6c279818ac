// The page's sections, in its order.
import "./uninstall.checks.ts";
