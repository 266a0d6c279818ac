import { enableGlobalMtls } from "./checks/enable-global-mtls.ts";
import { edition } from "./page.ts";

enableGlobalMtls(edition);
