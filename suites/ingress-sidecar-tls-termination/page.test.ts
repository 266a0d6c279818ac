import { beforeYouBegin } from "./checks/before-you-begin.ts";
import { cleanup } from "./checks/cleanup.ts";
import { configureHttpbin } from "./checks/configure-httpbin.ts";
import { enableGlobalMtls } from "./checks/enable-global-mtls.ts";
import { external8080 } from "./checks/external-8080.ts";
import { external8443 } from "./checks/external-8443.ts";
import { internal8080 } from "./checks/internal-8080.ts";
import { verification } from "./checks/verification.ts";
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
