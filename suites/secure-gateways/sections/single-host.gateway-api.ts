import { singleHost } from "../single-host.ts";

singleHost("gateway-api");
