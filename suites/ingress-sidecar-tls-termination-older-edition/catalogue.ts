import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
import { sections } from "./catalogue/sections.ts";

export const page: CataloguePage = {
  id: "ingress-sidecar-tls-termination-older-edition",
  title: "Ingress Sidecar TLS Termination, older edition",
  url: "https://istio.io/latest/zh/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
  language: "zh",
  copy: "001",
  titles: ["Ingress Sidecar TLS 终止"],
  suite: "live",
  blocksInDocument: 21,
  sections,
  errata,
};
