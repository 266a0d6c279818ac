// The page's sections, in its order.
import "./expose-tls.checks.ts";
import "./expose-tls-certificate.checks.ts";
import "./expose-tls-secret.checks.ts";
import "./consume-tls-published.checks.ts";
import "./consume-tls.checks.ts";
import "./consume-tls-egress-gateway.checks.ts";
