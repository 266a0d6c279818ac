import { asPage, gone, removeAll } from "#fixtures";
import { makeCertificates, type Folder } from "./certificates.ts";
import { reachByGatewayApi, reachByIstioApis } from "./ingress.ts";
import type { SecureGateways } from "./page.ts";
import { configuration, deployedForGateway, manifest, steps, type Step, type Tab } from "./resources.ts";
import { startHelloworld, startHttpbin } from "./workloads.ts";

/**
 * Brings the page to a step of a tab, unless it is there: a check that runs alone needs what the steps before it would have
 * made, and what a mutant broke must stay broken. Each step is done by the page's own command lines.
 */
export async function at(state: SecureGateways, tab: Tab, step: Step): Promise<void> {
  const { now } = state;
  if (now?.tab === tab && now.step === step) return;
  state.now = undefined;
  const done = now?.tab === tab ? steps.indexOf(now.step) + 1 : 0;
  const wanted = steps.indexOf(step) + 1;
  const onward = done > 0 && done < wanted;
  if (!onward) await startOver(state);
  await asPage(async () => {
    if (!state.begun) await begin(state);
    for (const each of steps.slice(onward ? done : 0, wanted)) await doing[each](state, tab);
  });
  state.now = { tab, step };
}

/** The same, made anew whatever is there: how a mutant is undone. */
export async function again(state: SecureGateways, tab: Tab, step: Step): Promise<void> {
  state.now = undefined;
  await at(state, tab, step);
}

/** Nothing is configured any more: no Gateway, no route, no credential. */
export async function startOver({ kube }: Pick<SecureGateways, "kube">): Promise<void> {
  await removeAll(kube, configuration);
  // istiod would put a new Gateway's fields on what is still to be removed for the old one.
  for (const ref of deployedForGateway) await gone(kube, ref);
}

/** The page's certificates are there: its own clean-up takes them away. */
export async function withFiles(state: SecureGateways): Promise<void> {
  if (!state.begun) await asPage(() => begin(state));
}

async function begin(state: SecureGateways): Promise<void> {
  // A clean-up that failed half-way may have left them.
  await state.terminal.must("rm -rf ./example_certs1 ./example_certs2");
  state.certificates = await makeCertificates(state.terminal);
  await startHttpbin(state);
  state.begun = true;
}

type Doing = (state: SecureGateways, tab: Tab) => Promise<void>;

const doing: Record<Step, Doing> = {
  "single-host": async (state, tab) => {
    await state.terminal.must(createTlsSecret("example_certs1"));
    await apply(state, `single-host.gateway.${tab}`);
    await apply(state, `single-host.route.${tab}`);
    await (tab === "istio-apis" ? reachByIstioApis(state) : reachByGatewayApi(state));
  },
  renewed: async ({ terminal }) => {
    await terminal.must(deleteSecret);
    await terminal.must(createTlsSecret("example_certs2"));
  },
  "multiple-hosts": async (state, tab) => {
    await state.terminal.must(deleteSecret);
    await state.terminal.must(createTlsSecret("example_certs1"));
    await startHelloworld(state);
    await state.terminal.must(createHelloworldSecret);
    await apply(state, `multiple-hosts.gateway.${tab}`);
    await apply(state, `multiple-hosts.route.${tab}`);
  },
  "mutual-tls": async (state, tab) => {
    await state.terminal.must(deleteSecret);
    await state.terminal.must(createMutualSecret);
    await apply(state, `mutual-tls.gateway.${tab}`);
  },
};

/** `cat <<EOF | kubectl apply -f -`. */
async function apply({ terminal }: SecureGateways, name: string): Promise<void> {
  await terminal.must("kubectl apply -f -", manifest(name));
}

const deleteSecret = "kubectl -n istio-system delete secret httpbin-credential";

const createTlsSecret = (folder: Folder) =>
  "kubectl create -n istio-system secret tls httpbin-credential " +
  `--key=${folder}/httpbin.example.com.key --cert=${folder}/httpbin.example.com.crt`;

const createHelloworldSecret =
  "kubectl create -n istio-system secret tls helloworld-credential " +
  "--key=example_certs1/helloworld.example.com.key --cert=example_certs1/helloworld.example.com.crt";

/** For mutual TLS: the server's pair, and the CA of its clients. */
export const createMutualSecret =
  "kubectl create -n istio-system secret generic httpbin-credential " +
  "--from-file=tls.key=example_certs1/httpbin.example.com.key " +
  "--from-file=tls.crt=example_certs1/httpbin.example.com.crt --from-file=ca.crt=example_certs1/example.com.crt";
