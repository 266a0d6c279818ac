/** One document that the suite reproduces; `name` is its folder here, its URL's last part and its vitest project. */
export interface Page {
  name: string;
  title: string;
  url: string;
  /** True where the page changes what every workload in the mesh sees: it then runs alone, last. */
  meshWide: boolean;
}

export const pages: Page[] = [
  {
    name: "ingress-sidecar-tls-termination",
    title: "Ingress Sidecar TLS Termination",
    url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
    meshWide: false,
  },
];
