import type { CataloguePage } from "#helpers/catalogue/index";
import { beforeYouBegin } from "./catalogue/before-you-begin.ts";
import { errata } from "./catalogue/errata.ts";
import { configureAccessControl } from "./catalogue/configure-access-control.ts";
import { cleanUp } from "./catalogue/clean-up.ts";

export const page: CataloguePage = {
  id: "authz-http",
  title: "HTTP Traffic",
  url: "https://istio.io/latest/docs/tasks/security/authorization/authz-http/",
  language: "en",
  copy: "005",
  titles: ["HTTP Traffic"],
  suite: "live",
  blocksInDocument: 6,
  sections: [beforeYouBegin, configureAccessControl, cleanUp],
  errata,
};
