import type { Source } from "#fixtures";
import { sources as ofUpgrades } from "../upgrade/streams.ts";

/** To a path that the server answers the egress gateway alone: see egress-alone.yaml. */
const byTheGateway = "http://egress.test/anything/by-the-egress-gateway";

/** Who sends what: as on every upgrade, and nothing may go past the egress gateway. */
export const sources: readonly Source[] = ofUpgrades.map((source) => ({
  ...source,
  streams: source.streams.map((stream) =>
    stream.name === "egress-gateway" ? { ...stream, url: byTheGateway } : stream,
  ),
}));
