import type { CataloguePage } from "#helpers/catalogue/index";
import { cleanupHttp } from "./catalogue/cleanup-http.ts";
import { errata } from "./catalogue/errata.ts";
import { http } from "./catalogue/http.ts";
import { cleanupHttps, https } from "./catalogue/https.ts";
import { networkPolicies } from "./catalogue/network-policies.ts";
import { cleanup, cleanupPolicies, networkPoliciesInjected } from "./catalogue/network-policies-injected.ts";
import { beforeYouBegin, deployGateway } from "./catalogue/set-up.ts";

export const page: CataloguePage = {
  id: "egress-gateway",
  title: "Egress Gateways",
  url: "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/",
  language: "es",
  copy: "004",
  titles: ["Egress Gateways"],
  suite: "live",
  blocksInDocument: 55,
  sections: [
    beforeYouBegin,
    deployGateway,
    http,
    cleanupHttp,
    https,
    cleanupHttps,
    { ...networkPolicies, blocks: [...networkPolicies.blocks, ...networkPoliciesInjected] },
    cleanupPolicies,
    cleanup,
  ],
  errata,
};
