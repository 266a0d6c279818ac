import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
import { beforeYouBegin } from "./catalogue/before-you-begin.ts";
import { certificates } from "./catalogue/certificates.ts";
import { singleHost } from "./catalogue/single-host.ts";
import { multipleHosts } from "./catalogue/multiple-hosts.ts";
import { mutualTls } from "./catalogue/mutual-tls.ts";
import { keyFormats } from "./catalogue/key-formats.ts";
import { sniRouting } from "./catalogue/sni-routing.ts";
import { troubleshooting } from "./catalogue/troubleshooting.ts";
import { cleanup } from "./catalogue/cleanup.ts";

export const page: CataloguePage = {
  id: "secure-gateways",
  title: "Secure Gateways",
  url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/",
  language: "en",
  copy: "006",
  titles: ["Secure Gateways"],
  suite: "live",
  blocksInDocument: 41,
  sections: [
    beforeYouBegin,
    certificates,
    singleHost,
    multipleHosts,
    mutualTls,
    keyFormats,
    sniRouting,
    troubleshooting,
    cleanup,
  ],
  errata,
};
