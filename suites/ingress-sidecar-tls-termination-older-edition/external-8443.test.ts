import { external8443 } from "../ingress-sidecar-tls-termination/checks/external-8443.ts";
import { edition } from "./page.ts";

external8443(edition);
