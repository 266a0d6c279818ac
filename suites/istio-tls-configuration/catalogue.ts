import type { CataloguePage } from "#helpers/catalogue/index";
import { consumeTls } from "./catalogue/consume-tls.ts";
import { errata } from "./catalogue/errata.ts";
import { exposeTls } from "./catalogue/expose-tls.ts";

export const page: CataloguePage = {
  id: "istio-tls-configuration",
  title: "Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections",
  url: "https://alexandre-vazquez.com/istio-tls-configuration/",
  language: "en, zh",
  copy: "003",
  titles: ["Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections"],
  suite: "live",
  blocksInDocument: 3,
  sections: [exposeTls, consumeTls],
  errata,
};
