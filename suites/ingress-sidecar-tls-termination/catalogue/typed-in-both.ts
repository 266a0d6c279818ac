import type { TypedPage } from "#helpers/catalogue/errata";

/** What both editions leave untyped, and why. */
export const notRun = (page: string): TypedPage["notRun"] => [
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
];

/** The errata that both editions have, and how each shows when it is typed. */
export const inBoth = (page: string, client: string): TypedPage["errata"] => ({
  "same-serial": {
    by: "typing",
    at: [
      {
        block: `${page}/generate-certificates/1`,
        ask: "for who in httpbin client; do openssl x509 -noout -issuer -serial -in $who.test.svc.cluster.local.crt; done",
        prints: [/^(issuer=.*\nserial=01\n)\1$/],
      },
    ],
  },
  "not-global": {
    by: "typing",
    at: [
      {
        block: `${page}/enable-global-mtls/1`,
        ask: "kubectl get peerauthentication --all-namespaces --no-headers",
        prints: [/^test +default +STRICT +\S+\n$/],
      },
    ],
  },
  "secret-columns": {
    by: "typing",
    at: [
      {
        block: `${page}/verification/5`,
        prints: [/^file-root:\S+ +CA +ACTIVE/m, /^default .* [0-9a-f]{32} /m],
        mend: (block) => block.replace(/^(file-root:\S+ +)Cert Chain/m, "$1CA"),
      },
    ],
  },
  "no-status-line": {
    by: "typing",
    at: [
      {
        block: `${page}/external-8443/2`,
        prints: [/^HTTP\/2 200 *$/m],
        mend: (block) => block.replace(/^server:/m, "HTTP/2 200\nserver:"),
      },
    ],
  },
  "plain-http-is-not-mtls": { by: "copy", has: /--cert \S+ .*"http:\/\/httpbin\.test\.svc\.cluster\.local:8080/ },
  "service-account-left-in-default": { by: "leftovers", left: [`left behind: ServiceAccount default/${client}`] },
});
