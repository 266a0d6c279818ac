import { mutualTls } from "../mutual-tls.ts";

mutualTls("gateway-api");
