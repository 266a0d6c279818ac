// The page's sections, in its order.
import "./sections/expose-tls.ts";
import "./sections/expose-tls-certificate.ts";
import "./sections/expose-tls-secret.ts";
import "./sections/consume-tls-published.ts";
import "./sections/consume-tls.ts";
import "./sections/consume-tls-egress-gateway.ts";
