import { sniRouting } from "../sni-routing.ts";

sniRouting("istio-apis");
