import { cleanup } from "./checks/cleanup.ts";
import { edition } from "./page.ts";

cleanup(edition);
