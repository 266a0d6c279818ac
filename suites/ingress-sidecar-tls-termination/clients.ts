import { expect } from "vitest";
import { control, httpAnswer, type Transcript } from "#fixtures";
import type { SidecarTls } from "./set-up.ts";

/** The page's own curl, without its URL. */
export const pageCurl =
  "curl -IsS --cacert /tmp/ca.crt --key /tmp/client.test.svc.cluster.local.key --cert /tmp/client.test.svc.cluster.local.crt -HHost:httpbin.test.svc.cluster.local";
export const https8443 = '"https://httpbin.test.svc.cluster.local:8443/status/200"';
export const http8080 = '"http://httpbin.test.svc.cluster.local:8080/status/200"';

/** What curl and kubectl print where a sidecar takes the connection and lets nothing through. */
export const reset = "curl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56\n";

/** What a request to httpbin:8080 in the mesh is answered with. */
export const answerInside = `HTTP/1.1 200 OK
server: envoy
date: Mon, 24 Oct 2022 09:04:52 GMT
content-type: text/html; charset=utf-8
access-control-allow-origin: *
access-control-allow-credentials: true
content-length: 0
x-envoy-upstream-service-time: 5`;

/**
 * With TLS 1.3 the client's handshake is over before the server has looked at its certificate: curl then finds the
 * refusal while sending or while reading (exit 55, 56, or 16 over HTTP/2), a race of its own. Up to TLS 1.2 the refusal
 * belongs to the handshake, so that its reason always arrives (exit 35).
 */
export const upToTls12 = "--tls-max 1.2";

/** The page's `kubectl exec` into the external client, or into the internal one. */
export function inExternal({ client }: SidecarTls, command: string): string {
  return `kubectl exec "\${EXTERNAL_CLIENT}" -c ${client} -- ${command}`;
}
export function inInternal({ client }: SidecarTls, command: string): string {
  return `kubectl -n test exec "\${INTERNAL_CLIENT}" -c ${client} -- ${command}`;
}

/** Control: the page's client, with its certificate, on 8443. */
export function mutualWorks({ external }: SidecarTls): Promise<Transcript> {
  return control(
    "the page's client, with its certificate, on 8443",
    () => external.run(`${pageCurl} ${https8443}`),
    answers200,
  );
}

/** Control: the internal client on 8080. */
export function internalWorks({ internal }: SidecarTls): Promise<Transcript> {
  return control(
    "the internal client on 8080",
    () => internal.run('curl -IsS "http://httpbin:8080/status/200"'),
    answers200,
  );
}

/** Claim: the last answer's status is 200. */
export function answers200(seen: Transcript): void {
  expect(httpAnswer(seen)?.status, seen.text).toBe(200);
}
