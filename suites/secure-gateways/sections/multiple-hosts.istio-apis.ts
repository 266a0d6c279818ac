import { multipleHosts } from "../multiple-hosts.ts";

multipleHosts("istio-apis");
