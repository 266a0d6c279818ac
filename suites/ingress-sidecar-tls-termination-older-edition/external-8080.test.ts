import { external8080 } from "../ingress-sidecar-tls-termination/checks/external-8080.ts";
import { edition } from "./page.ts";

external8080(edition);
