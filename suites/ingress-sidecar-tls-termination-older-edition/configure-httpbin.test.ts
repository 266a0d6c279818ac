import { configureHttpbin } from "../ingress-sidecar-tls-termination/checks/configure-httpbin.ts";
import { edition } from "./page.ts";

configureHttpbin(edition);
