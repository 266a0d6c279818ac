import { internal8080 } from "./checks/internal-8080.ts";
import { edition } from "./page.ts";

internal8080(edition);
