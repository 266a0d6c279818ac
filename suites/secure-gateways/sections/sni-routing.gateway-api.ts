import { sniRouting } from "../sni-routing.ts";

sniRouting("gateway-api");
