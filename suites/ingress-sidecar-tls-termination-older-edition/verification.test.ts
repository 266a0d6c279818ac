import { verification } from "../ingress-sidecar-tls-termination/checks/verification.ts";
import { edition } from "./page.ts";

verification(edition);
