import type { Edition, Erratum } from "#helpers/catalogue/errata";

/** The English page was read at that commit of its source; the catalogued copy bears no date. */
const inEnglishToo: Edition = { in: ["es", "en"], readAt: "istio/istio.io 1144ff0bfff4" };

export const errata: Erratum[] = [
  {
    id: "capture-port",
    blocks: ["mtls-migration/lock-down-by-namespace/tcpdump"],
    edition: inEnglishToo,
    text:
      "The capture filter is `dst port 80`. The httpbin sample listened there until Istio 1.22; since 1.23 it is " +
      "go-httpbin on 8080, and the page's command captures nothing.",
    whatTheSuiteDoes:
      "Captures on port 8080. Both clients are in the same capture, which so proves that the filter sees both kinds of traffic.",
  },
  {
    id: "capture-header",
    blocks: ["mtls-migration/lock-down-by-namespace/tcpdump"],
    edition: inEnglishToo,
    text:
      "The printed opening lines are tcpdump 4.9's. Since 4.99 they read `use -v[v]... for full protocol decode` " +
      "and `snapshot length 262144 bytes`.",
    whatTheSuiteDoes: "Holds the packets against the page, not tcpdump's greeting.",
  },
  {
    id: "capture-after-strict",
    blocks: ["mtls-migration/lock-down-by-namespace/tcpdump"],
    edition: inEnglishToo,
    text:
      "The capture stands after foo has become STRICT. A request of legacy is refused by then: its bytes still cross " +
      "the wire in clear, but no answer does. The text reads as if an exchange in clear were seen.",
    whatTheSuiteDoes:
      "Captures the exchange in clear while foo is PERMISSIVE, and at the page's own place the request in clear and " +
      "the reset that answers it.",
  },
  {
    id: "mesh-table-missing",
    blocks: ["mtls-migration/lock-down-entire-mesh/strict-mesh-matrix"],
    edition: inEnglishToo,
    text: "The command for the STRICT mesh has no output beside it; only the text says that legacy fails to both.",
    whatTheSuiteDoes:
      "Expects 000 and exit code 56 from legacy to both, as the page prints it for foo, and 200 on the four other lines.",
  },
  {
    id: "clean-up-title",
    blocks: ["mtls-migration/clean-up/policies"],
    edition: inEnglishToo,
    text: "The step says it removes the mesh-wide policy. It removes foo's policy as well.",
    whatTheSuiteDoes: "Removes both.",
  },
  {
    id: "namespaces-deleted",
    blocks: ["mtls-migration/clean-up/namespaces"],
    edition: inEnglishToo,
    text: "`Namespaces foo bar legacy deleted.` is not what kubectl prints: it prints one line per namespace.",
    whatTheSuiteDoes: "Compares the cluster's inventory with the one before the page, not the sentence.",
  },
];
