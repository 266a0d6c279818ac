import { mutualTls } from "../mutual-tls.ts";

mutualTls("istio-apis");
