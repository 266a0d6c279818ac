import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
import { configuration } from "./catalogue/configuration.ts";
import { cleanup, external8443, internal8080, verification } from "./catalogue/verification.ts";

export const page: CataloguePage = {
  id: "ingress-sidecar-tls-termination",
  title: "Ingress Sidecar TLS Termination",
  url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
  language: "es",
  copy: "000",
  titles: ["Terminación TLS de Sidecar de Entrada", "Ingress Sidecar TLS Termination"],
  suite: "live",
  blocksInDocument: 21,
  sections: [...configuration, verification, internal8080, external8443, cleanup],
  errata,
};
