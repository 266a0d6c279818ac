/** What a person types first, in the project's folder, to see a document's commands by hand on the run's cluster. */
export const byHandShell = (): string[] => [
  "export KUBECONFIG=.meshproof/kubeconfig",
  'istioctl() { "$(node -p "require(\'./.meshproof/target.json\').istioctl")" "$@"; }',
];
