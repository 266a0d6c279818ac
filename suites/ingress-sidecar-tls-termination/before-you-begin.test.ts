import { beforeYouBegin } from "./checks/before-you-begin.ts";
import { edition } from "./page.ts";

beforeYouBegin(edition);
