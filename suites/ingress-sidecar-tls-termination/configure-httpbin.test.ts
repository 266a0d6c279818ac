import { configureHttpbin } from "./checks/configure-httpbin.ts";
import { edition } from "./page.ts";

configureHttpbin(edition);
