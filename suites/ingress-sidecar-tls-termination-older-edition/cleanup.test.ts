import { cleanup } from "../ingress-sidecar-tls-termination/checks/cleanup.ts";
import { edition } from "./page.ts";

cleanup(edition);
