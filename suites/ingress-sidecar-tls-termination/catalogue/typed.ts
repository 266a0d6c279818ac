import type { TypedPage } from "#helpers/catalogue-errata";

const page = "ingress-sidecar-tls-termination";
/** openssl writes the first, kubectl cp and rm look for the second. */
const [wrongKey, key] = ["client.test.svc.cluster.local.local.key", "client.test.svc.cluster.local.key"];

export const typed: TypedPage = {
  notRun: [
    {
      block: `${page}/before-you-begin/1`,
      reason: "it would install released images over the run's mesh, which was installed with these settings",
      held: "installed-with",
    },
    {
      block: `${page}/deploy-httpbin/1`,
      reason: "two annotations of the manifest that follows, which has them",
      held: { in: `${page}/deploy-httpbin/2` },
    },
    {
      block: `${page}/cleanup/3`,
      reason: "it takes the mesh away: --with-uninstall types it, last",
      held: "uninstall",
    },
  ],
  errata: {
    "client-key-name": {
      by: "typing",
      at: [
        {
          block: `${page}/generate-certificates/1`,
          ask: "ls client.*",
          says: [/^client\.test\.svc\.cluster\.local\.local\.key$/m],
        },
        {
          block: `${page}/external-8443/1`,
          says: [/client\.test\.svc\.cluster\.local\.key.*(no such file|doesn't exist)/i],
          mend: (block) => block.replace(/^(.* )client\S+\.key( \S+:\/tmp\/)$/m, `$1${wrongKey}$2${key}`),
        },
        {
          block: `${page}/cleanup/2`,
          says: [/cannot remove 'client\.test\.svc\.cluster\.local\.key': No such file/],
          mend: { type: [`rm ${wrongKey}`] },
        },
      ],
    },
    "same-serial": {
      by: "typing",
      at: [
        {
          block: `${page}/generate-certificates/1`,
          ask: "for who in httpbin client; do openssl x509 -noout -issuer -serial -in $who.test.svc.cluster.local.crt; done",
          says: [/^(issuer=.*\nserial=01\n)\1$/],
        },
      ],
    },
    "not-global": {
      by: "typing",
      at: [
        {
          block: `${page}/enable-global-mtls/1`,
          ask: "kubectl get peerauthentication --all-namespaces --no-headers",
          says: [/^test +default +STRICT +\S+\n$/],
        },
      ],
    },
    "listing-order": {
      by: "typing",
      at: ["verification/3", "verification/4"].map((name) => ({
        block: `${page}/${name}`,
        says: [/^curl[\s\S]*^httpbin/m],
        mend: (block: string) => block.replace(/^(httpbin.*)\n(curl.*)$/m, "$2\n$1"),
      })),
    },
    "secret-columns": {
      by: "typing",
      at: [
        {
          block: `${page}/verification/5`,
          says: [/^file-root:\S+ +CA +ACTIVE/m, /^default .* [0-9a-f]{32} /m],
          mend: (block) => block.replace(/^(file-root:\S+ +)Cert Chain/m, "$1CA"),
        },
      ],
    },
    "no-status-line": {
      by: "typing",
      at: [
        {
          block: `${page}/external-8443/2`,
          says: [/^HTTP\/2 200 *$/m],
          mend: (block) => block.replace(/^server:/m, "HTTP/2 200\nserver:"),
        },
      ],
    },
    "plain-http-is-not-mtls": { by: "copy", has: /--cert \S+ .*"http:\/\/httpbin\.test\.svc\.cluster\.local:8080/ },
    "service-account-left-in-default": { by: "leftovers", left: ["left behind: ServiceAccount default/curl"] },
  },
};
