import { multipleHosts } from "../multiple-hosts.ts";

multipleHosts("gateway-api");
