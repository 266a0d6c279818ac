import type { VersionProfile } from "./profile.ts";

/** How curl words what a check expects, `curl: (<exit code>) …`. */
export interface CurlWords {
  /** The connection did not come about within --connect-timeout or --max-time; in what `curl -v` prints too. */
  connectTimeout: RegExp;
  /** The server ended the TLS handshake: it wanted a client certificate and got none. */
  alertHandshakeFailure: RegExp;
  /** The server ended the TLS handshake: the client's certificate is from a CA that it does not trust. */
  alertUnknownCa: RegExp;
  /** What came back was no TLS. */
  wrongVersionNumber: RegExp;
}

/** curl's words where they differ from one curl to the next. What does not differ stands in the suites, as printed. */
export const curlWords: VersionProfile<CurlWords> = {
  name: "curl's words",
  about:
    "What curl says of a failure. The exit codes and `curl: (56) Recv failure: Connection reset by peer` are the same in " +
    "curl 7 and curl 8; the suites have them as the pages print them. Refusals by TLS are asked up to TLS 1.2: over 1.3 curl " +
    "may lose the server's reason to a race of its own, and then ends with 55 in place of 56.",
  rows: [
    {
      expect: {
        connectTimeout: /^curl: \(28\) (Failed to connect .*Timeout was reached|Connection (timed out|timeout) after)/m,
        alertHandshakeFailure: /^curl: \(35\) .*alert handshake failure/,
        alertUnknownCa: /^curl: \(35\) .*alert unknown ca/,
        wrongVersionNumber: /^curl: \(35\) .*wrong version number/,
      },
      description:
        "`(28) Failed to connect … Timeout was reached`, `(28) Connection timed out after …` or `(28) Connection timeout " +
        "after …`; `(35) …` with OpenSSL's last words, " +
        "whatever stands before them",
      versions: [{}],
      reason:
        "7.88.1 says each of a timeout, by which of its timers is first, 8.14.1 the second; before OpenSSL's words 7.88.1 has `OpenSSL/<version>:`, 8.14.1 `TLS connect error:`. " +
        "A client's curl is its image's and not known beforehand, so that either is taken",
      reference: "helpers/probes/recorded/curl",
    },
  ],
};
