import { enableGlobalMtls } from "../ingress-sidecar-tls-termination/checks/enable-global-mtls.ts";
import { edition } from "./page.ts";

enableGlobalMtls(edition);
