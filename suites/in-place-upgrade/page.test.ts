// The page's sections, in its order: the last one leads back.
import "./sections/in-place-upgrades.ts";
import "./sections/upgrade-steps.ts";
import "./sections/control-plane.ts";
import "./sections/data-plane.ts";
import "./sections/steps-to-downgrade.ts";
