/** What was agreed in the TLS handshake. */
export interface TlsSession {
  /** "TLSv1.3". */
  version: string;
  /** "TLS_AES_128_GCM_SHA256". */
  cipher: string;
  /** By ALPN. */
  protocol: "HTTP/2" | "HTTP/1.1";
  /** SHA-256 of the certificate that the server presented, lower-case hex. */
  fingerprint: string;
  /** CN of that certificate. */
  subject: string;
}

export interface HttpsAnswer {
  outcome: "answer";
  status: number;
  /** Names in lower case; of repeated ones the first value. */
  headers: Record<string, string>;
  body: string;
  tls: TlsSession;
  /** All of it on one line, for messages. */
  text: string;
}

/** No answer: the connection, the handshake or the wait for an answer ended in an error. */
export interface HttpsRefusal {
  outcome: "refused";
  /** Node's, OpenSSL's or undici's code: "ECONNREFUSED", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UND_ERR_HEADERS_TIMEOUT". */
  code: string;
  text: string;
}

export type HttpsOutcome = HttpsAnswer | HttpsRefusal;
