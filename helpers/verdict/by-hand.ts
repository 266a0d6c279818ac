import { stateFileShown } from "#helpers/system/state-folder";

/**
 * What a person types first, in the project's folder, to see a document's commands by hand on the run's cluster. `$state`
 * is in the commands of blocks, too.
 */
export const byHandShell = (): string[] => [
  `state=${stateFileShown("")}; export KUBECONFIG=$state/kubeconfig`,
  'istioctl() { "$(node -p "require(\'./$state/target.json\').istioctl")" "$@"; }',
];
