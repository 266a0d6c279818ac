import { singleHost } from "../single-host.ts";

singleHost("istio-apis");
