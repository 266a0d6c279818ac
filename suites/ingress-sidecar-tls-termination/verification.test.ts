import { verification } from "./checks/verification.ts";
import { edition } from "./page.ts";

verification(edition);
