import type { Edition, Erratum } from "#helpers/catalogue/errata";

const english: Edition = { in: ["en"], readAt: "istio/istio.io 027569f067c1" };
const id = (block: string) => `canary-upgrade/${block}`;

export const errata: Erratum[] = [
  {
    id: "precheck-period",
    blocks: [id("before-you-upgrade/precheck")],
    edition: english,
    text: "istioctl ends its second line with a full stop, which the page does not print.",
    whatTheSuiteDoes: "Expects it.",
  },
  {
    id: "services-of-today",
    blocks: [id("control-plane/services")],
    edition: english,
    text:
      "The page prints 53/UDP and 853/TCP for the canary, which no Service of istiod has today; and there is a Service " +
      "istiod-revision-tag-default besides.",
    whatTheSuiteDoes: "Expects the same four ports of both, and leaves the tag's Service out.",
  },
  {
    id: "injectors-of-today",
    blocks: [id("control-plane/injectors")],
    edition: english,
    text:
      "The page prints one webhook for each injector. The old one has four today, the canary's two, and " +
      "istio-revision-tag-default stands beside them.",
    whatTheSuiteDoes: "Compares the two injectors by name.",
  },
  {
    id: "proxy-status-columns",
    blocks: [id("data-plane/gateway")],
    edition: english,
    text:
      "The page takes the tenth word of a line. The table has no column for each kind of configuration any more: the control " +
      "plane is its third word, and the tenth is empty.",
    whatTheSuiteDoes: "Reads the column ISTIOD.",
  },
  {
    id: "proxy-status-of-one-revision",
    blocks: [
      id("data-plane/gateway"),
      id("data-plane/proxy-status"),
      id("stable-revision-labels/proxies-before"),
      id("stable-revision-labels/proxies-after"),
    ],
    edition: english,
    text:
      "`istioctl proxy-status` asks one control plane alone, that of the tag default: while that is the old one, no proxy of " +
      "the canary is listed, and the page's commands print nothing.",
    whatTheSuiteDoes: "Asks each control plane with --revision.",
  },
  {
    id: "sample-closes-its-port",
    blocks: [id("data-plane/restart")],
    edition: english,
    text:
      "The page restarts all pods of a namespace and says nothing of requests. The sample httpbin closes its port as soon as its " +
      "pod is told to end; a request that comes before every client knows is answered 503 by its own sidecar, and since Istio " +
      "1.24 a 503 is not asked again.",
    whatTheSuiteDoes:
      "Counts what the sample loses by itself, and demands that a server which goes on answering for five seconds loses nothing.",
  },
  {
    id: "by-file-takes-all",
    blocks: [id("uninstall-old-control-plane/by-file")],
    edition: english,
    text:
      "`istioctl uninstall -f <file>` selects by the file's name and namespace, and the old and the new have both in common: " +
      "it removes both control planes and the gateways. Seen with istioctl 1.30 and 1.31, and with manifests/profiles/default.yaml of both.",
    whatTheSuiteDoes:
      "Asks with --dry-run what it would remove, and uninstalls the old control plane as revision `default`, which it is without a name.",
  },
  {
    id: "default-tag-is-there",
    blocks: [id("stable-revision-labels/default-tag")],
    edition: english,
    text: "The tag default is there since the first installation: without --overwrite the command is refused.",
    whatTheSuiteDoes: "Adds --overwrite.",
  },
];
