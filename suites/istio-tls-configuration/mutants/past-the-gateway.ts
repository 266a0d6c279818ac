import { secondTlsEndpoint, type Mutant } from "#fixtures";
import { issue } from "../certificates.ts";
import type { BlogTls } from "../page.ts";
import { ingressService, namespace } from "../resources.ts";

/* A port that leaks every second connection: see fixtures/workloads/second-tls-endpoint.ts. */

/** Certificates that the second endpoint may have for httpbin.example.com. */
const certificates = {
  /** The one of the page's secret. */
  first: ({ certificates }: BlogTls) => certificates.first.server,
  /** Another one from the same root. */
  again: ({ terminal }: BlogTls) => issue(terminal, "example_certs1", "again"),
  /** One from the CA that only the stranger trusts. */
  stranger: ({ certificates: { stranger } }: BlogTls) =>
    stranger.issue("CN=httpbin.example.com", ["httpbin.example.com"], "01"),
};

const descriptions: Record<keyof typeof certificates, string> = {
  first: "the secret's certificate",
  again: "another certificate of the same root",
  stranger: "a certificate of the stranger's CA",
};

export function pastTheGateway(certificate: keyof typeof certificates): Omit<Mutant<BlogTls>, "failsWith"> {
  return secondTlsEndpoint({
    service: ingressService,
    namespace,
    certificate: certificates[certificate],
    description: descriptions[certificate],
  });
}
