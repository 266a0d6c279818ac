import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
import { cleanUp, lockDownByNamespace, lockDownEntireMesh, setUpTheCluster } from "./catalogue/sections.ts";

export const page: CataloguePage = {
  id: "mtls-migration",
  title: "Mutual TLS Migration",
  url: "https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/",
  language: "es",
  copy: "002",
  titles: ["Migración de mTLS", "Mutual TLS Migration"],
  suite: "live",
  blocksInDocument: 12,
  sections: [setUpTheCluster, lockDownByNamespace, lockDownEntireMesh, cleanUp],
  errata,
};
