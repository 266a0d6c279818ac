import { expectPrinted, type Terminal } from "#fixtures";
import type { Tab } from "./resources.ts";

/* The page's clean-up, as it prints it, and what kubectl says then. */

interface CleanUp {
  commands: string[];
  printed: string[];
}

export const ofTab: Record<Tab, CleanUp> = {
  "istio-apis": {
    commands: [
      // As printed, `gateway`, it means the Gateway API's here: see the errata.
      "kubectl delete gateways.networking.istio.io mygateway",
      "kubectl delete virtualservice httpbin helloworld",
    ],
    printed: [
      'gateway.networking.istio.io "mygateway" deleted',
      'virtualservice.networking.istio.io "httpbin" deleted',
      'virtualservice.networking.istio.io "helloworld" deleted',
    ],
  },
  "gateway-api": {
    commands: ["kubectl delete -n istio-system gtw mygateway", "kubectl delete httproute httpbin helloworld"],
    printed: [
      'gateway.gateway.networking.k8s.io "mygateway" deleted',
      'httproute.gateway.networking.k8s.io "httpbin" deleted',
      'httproute.gateway.networking.k8s.io "helloworld" deleted',
    ],
  },
};

export const ofSecretsAndFiles: CleanUp = {
  commands: [
    "kubectl delete -n istio-system secret httpbin-credential helloworld-credential",
    "rm -rf ./example_certs1 ./example_certs2",
  ],
  printed: ['secret "httpbin-credential" deleted', 'secret "helloworld-credential" deleted'],
};

export const ofWorkloads: CleanUp = {
  commands: [
    "kubectl delete -f samples/httpbin/httpbin.yaml",
    "kubectl delete deployment helloworld-v1",
    "kubectl delete service helloworld",
  ],
  printed: [
    'serviceaccount "httpbin" deleted',
    'service "httpbin" deleted',
    'deployment.apps "httpbin" deleted',
    'deployment.apps "helloworld-v1" deleted',
    'service "helloworld" deleted',
  ],
};

/** Runs clean-ups in their order, and claims that each command prints what it removed. */
export async function cleansUp(terminal: Terminal, cleanUps: readonly CleanUp[]): Promise<void> {
  const { stdout, stderr } = await terminal.run(cleanUps.flatMap(({ commands }) => commands).join("\n"));
  // kubectl says since 1.33 from which namespace.
  const seen = stdout.replaceAll(/ from \S+ namespace$/gm, "") + stderr;
  expectPrinted(seen, cleanUps.flatMap(({ printed }) => printed).join("\n"));
}
