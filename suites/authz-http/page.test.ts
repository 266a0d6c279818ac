// The page's sections, in its order.
import "./sections/before-you-begin.ts";
import "./sections/configure-access-control.allow-nothing.ts";
import "./sections/configure-access-control.productpage-viewer.ts";
import "./sections/configure-access-control.details-viewer.ts";
import "./sections/configure-access-control.reviews-viewer.ts";
import "./sections/configure-access-control.ratings-viewer.ts";
import "./sections/clean-up.ts";
