import { beforeYouBegin } from "../ingress-sidecar-tls-termination/checks/before-you-begin.ts";
import { edition } from "./page.ts";

beforeYouBegin(edition);
