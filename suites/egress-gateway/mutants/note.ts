import type { Mutant } from "#fixtures";
import { changed, replaced, without } from "./index.ts";
import { serviceEntry, virtualService } from "../objects.ts";
import { httpVirtualServiceLeak } from "./leaks.ts";
import { manifest, type Egress } from "../state.ts";

/* Ways to break what the page notes beside its steps on HTTP traffic. */

const section = "egress-gateway-for-http-traffic";
const second = manifest(`${section}.two-hosts.istio-apis`);
const both = "http/istio-apis/two-hosts";

export const twoHosts: Mutant<Egress>[] = [
  { ...without(both, serviceEntry("cnn-www")), failsWith: /not seen “responseCode 301”|upstreamCluster/ },
  {
    ...changed(
      both,
      "the second host's ServiceEntry leads to port 81",
      replaced(
        second,
        "number: 80\n      name: http-port\n",
        "number: 80\n      targetPort: 81\n      name: http-port\n",
      ),
    ),
    weakens: "ServiceEntry default/cnn-www",
    failsWith: /what the host saw/,
  },
  {
    ...without(both, virtualService("direct-cnn-www-through-egress-gateway")),
    failsWith: /^unstable: .*sent it to outbound\|80\|\|www\.cnn\.com at/,
  },
  {
    ...changed(
      both,
      "one request of ten to the second host goes past the gateway",
      httpVirtualServiceLeak(90)
        .replaceAll("edition.cnn.com", "www.cnn.com")
        .replaceAll("direct-cnn-", "direct-cnn-www-"),
    ),
    weakens: "VirtualService default/direct-cnn-www-through-egress-gateway",
    leaks: true,
    failsWith: /^unstable: .*sent it to outbound\|80\|\|www\.cnn\.com at/,
  },
  {
    ...changed(both, "the Gateway lists the first host alone", manifest(`${section}.gateway.istio-apis`)),
    failsWith: /^unstable: /,
  },
];

const none = "http/istio-apis/resolution-none";

export const resolutionNone: Mutant<Egress>[] = [
  {
    ...changed(none, "the ServiceEntry's resolution is DNS", manifest(`${section}.service-entry`)),
    failsWith: /seen “responseCode 301”, not seen “responseCode 503”/,
  },
  {
    ...changed(none, "one request of ten goes past the gateway", httpVirtualServiceLeak(90)),
    leaks: true,
    failsWith: /^unstable: .*not seen “through the gateway”/,
  },
];
