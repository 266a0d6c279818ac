import { documentPage, Terminal, type Kube } from "#fixtures";
import { page as newer } from "../ingress-sidecar-tls-termination/catalogue.ts";
import { page as older } from "../ingress-sidecar-tls-termination-older-edition/catalogue.ts";

/*
 * The last command of Ingress Sidecar TLS Termination, in both of its editions: `istioctl uninstall --purge -y`.
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/
 *
 * It takes the mesh from under every page, so that it stands apart from its own, and comes last of all: where the cluster
 * is given up anyway, or where somebody asks for it. The next run installs Istio anew.
 */

export interface Uninstall {
  kube: Kube;
  terminal: Terminal;
}

/** The `documented` of each edition. */
export const editions = [newer, older].map(({ id }) => ({
  id,
  documented: documentPage<Uninstall>(
    id,
    async (scope) => ({ kube: scope.kube, terminal: await Terminal.open(scope) }),
    { needs: ["mesh-removal"] },
  ),
}));
