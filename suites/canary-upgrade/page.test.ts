// The page's sections, in its order: its clean-up is last.
import "./sections/before-you-upgrade.ts";
import "./sections/control-plane.ts";
import "./sections/data-plane.ts";
import "./sections/stable-revision-labels.ts";
import "./sections/uninstall-old-control-plane.ts";
import "./sections/uninstall-canary-control-plane.ts";
import "./sections/cleanup.ts";
