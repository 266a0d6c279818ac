import { accessLog, momentNow, sample, until, Workload, type SeenRequest, type Transcript } from "#fixtures";
import { ownPaths, traceHttps } from "./requests.ts";
import { gatewayPod } from "./set-up.ts";
import { caBundle, type Egress, type Tab } from "./state.ts";

/*
 * "If attackers bypass the sidecar proxy, they could directly access external services without traversing the egress
 * gateway." One who runs under the proxy's own user does: what that user sends is not redirected to the sidecar.
 */

/** The user that Istio's proxies run as. */
const proxyUser = 1337;

const container = "past-the-sidecar";

/** Puts an attacker into an injected pod: a container more, with the proxy's user. It goes with the pod. */
export async function deployAttacker({ kube, origin }: Egress, { ref, pod }: Workload): Promise<Workload> {
  await kube.addEphemeralContainer(ref.namespace, pod, {
    name: container,
    image: /image: (\S+)/.exec(sample("curl"))![1],
    imagePullPolicy: "IfNotPresent",
    command: ["/bin/sleep", "infinity"],
    securityContext: { runAsUser: proxyUser, runAsGroup: proxyUser },
    ...(origin && {
      env: [{ name: "CURL_CA_BUNDLE", value: caBundle }],
      volumeMounts: [{ name: "secret-volume", mountPath: "/etc/curl/tls" }],
    }),
  });
  const at = { apiVersion: "v1", kind: "Pod", metadata: { name: pod, namespace: ref.namespace } };
  await until(
    `the container ${container} in ${pod}.${ref.namespace} runs`,
    async () => {
      const { ephemeralContainerStatuses = [] } = ((await kube.find(at))?.status ?? {}) as Status;
      return ephemeralContainerStatuses.some(({ state }) => state?.running) || undefined;
    },
    { within: 30_000 },
  );
  return new Workload(kube, ref, pod, container);
}

interface Status {
  ephemeralContainerStatuses?: { state?: { running?: object } }[];
}

/** What became of a request that went past the sidecar. */
export interface Escape {
  transcript: Transcript;
  /** What the stand-in for the host saw of it; undefined where the real host was asked. */
  host?: SeenRequest[];
  /** Lines in the gateway's log that none of the requests through the sidecar has written. */
  gatewayLines: string[];
  text: string;
}

/**
 * Sends requests past the sidecar, and one through it at the same moment: where that one's line is in the gateway's log,
 * no line of the others will come any more.
 */
export async function escape(state: Egress, tab: Tab, attacker: Workload, count: number): Promise<Escape[]> {
  const { kube, origin, testEgress } = state;
  const since = await momentNow(kube);
  const paths = ownPaths(count);
  const [answers, [through]] = await Promise.all([
    attacker.askEach(paths.map((path) => `curl -sS -o /dev/null -D - "https://edition.cnn.com${path}"`)),
    traceHttps(state, tab, 1, testEgress!.client),
  ]);
  const [lines, atHost] = await Promise.all([
    accessLog(kube, await gatewayPod(kube, tab), since),
    origin?.seenEach(paths),
  ]);
  // Those of the checks before are none of theirs, and are told apart by nothing but their time.
  const others = lines
    .filter(({ startTime }) => Date.parse(startTime) >= since.at)
    .map(({ line }) => line)
    .filter((line) => line !== through!.gateway?.line);
  return answers.map((transcript, index) => ({
    transcript,
    host: atHost?.[index],
    gatewayLines: others,
    text: `${transcript.text.split(/\r?\n/, 1)[0]}, ${others.length} lines of others in the gateway's log`,
  }));
}
