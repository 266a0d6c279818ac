// The page's sections, in its order.
import "./sections/uninstall.ts";
