import { beforeYouBegin } from "../ingress-sidecar-tls-termination/sections/before-you-begin.ts";
import { cleanup } from "../ingress-sidecar-tls-termination/sections/cleanup.ts";
import { configureHttpbin } from "../ingress-sidecar-tls-termination/sections/configure-httpbin.ts";
import { enableGlobalMtls } from "../ingress-sidecar-tls-termination/sections/enable-global-mtls.ts";
import { external8080 } from "../ingress-sidecar-tls-termination/sections/external-8080.ts";
import { external8443 } from "../ingress-sidecar-tls-termination/sections/external-8443.ts";
import { internal8080 } from "../ingress-sidecar-tls-termination/sections/internal-8080.ts";
import { verification } from "../ingress-sidecar-tls-termination/sections/verification.ts";
import { edition } from "./page.ts";

// The page's sections, in its order: its clean-up is last.
beforeYouBegin(edition);
enableGlobalMtls(edition);
verification(edition);
internal8080(edition);
external8443(edition);
external8080(edition);
configureHttpbin(edition);
cleanup(edition);
