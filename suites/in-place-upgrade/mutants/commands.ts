import type { Break } from "../../upgrade/mutants.ts";
import type { InPlace } from "../page.ts";
import { downgrade, reach, upgrade, yes } from "../stages.ts";

/* Ways to have other programs, or another configuration of theirs, than the page means. */

/** An istioctl in front of the page's own, which does something else where it is to upgrade. */
function istioctlThat(name: string, onUpgrade: (istioctl: string, newVersion: string) => string): Break<InPlace> {
  return {
    name: `istioctl ${name}`,
    break: async ({ terminal, target }) => {
      const istioctl = (await terminal.must("command -v istioctl")).stdout.trim();
      const instead = onUpgrade(istioctl, target.upgrade!.values.tag!);
      await terminal.write(
        "before/istioctl",
        `#!/bin/sh\n[ "$1" = upgrade ] && { ${instead}; }\nexec ${istioctl} "$@"\n`,
      );
      await terminal.must("chmod +x before/istioctl");
      await terminal.export("PATH", 'printf %s "$PWD/before:$PATH"');
    },
    restore: ({ terminal }) => terminal.export("PATH", 'printf %s "${PATH#*:}"'),
  };
}

export const neverAsks = istioctlThat("does not ask", (istioctl) => `exec ${istioctl} "$@" --dry-run`);

export const refusesRevisions = istioctlThat(
  "refuses what was installed by --revision, as the page has it",
  () => "echo 'Error: not for installations by --revision' >&2; exit 1",
);

const version = "operator.istio.io/version";
const changing = istioctlThat(
  "changes something before it asks",
  (_istioctl, tag) => `kubectl label deployment istiod -n istio-system --overwrite ${version}=${tag}`,
);

export const changesBeforeItAsks: Break<InPlace> = {
  ...changing,
  break: async (state) => {
    await reach(state, "ready");
    await changing.break(state);
  },
  restore: async (state) => {
    await changing.restore(state);
    const { tag } = state.target.installation!.values;
    await state.terminal.must(`kubectl label deployment istiod -n istio-system --overwrite ${version}=${tag}`);
  },
};

/** An address that nobody has: of those for documents. */
const nowhere = "https://192.0.2.1:6443";

export const configuredElsewhere: Break<InPlace> = {
  name: "kubectl is configured for another cluster",
  break: async ({ terminal }) => {
    await terminal.must('cp "$KUBECONFIG" elsewhere.yaml');
    const cluster = "$(kubectl config view --minify -o jsonpath='{.clusters[0].name}')";
    await terminal.must(`kubectl --kubeconfig elsewhere.yaml config set-cluster "${cluster}" --server=${nowhere}`);
    await terminal.export("KUBECONFIG", 'printf %s "$PWD/elsewhere.yaml"');
  },
  restore: ({ terminal, target }) => terminal.export("KUBECONFIG", `printf %s '${target.kubeconfig}'`),
};

/** What istioctl said of an upgrade is that of one which was ended at once. */
export function endedEarly(stage: "upgraded" | "downgraded"): Break<InPlace> {
  const line = stage === "upgraded" ? upgrade : downgrade;
  return {
    name: "istioctl is ended before it has come to its end",
    break: async (state) => {
      await reach(state, stage);
      state.istioctlOutput.set(stage, (await state.terminal.run(`timeout 1 ${line}`, yes)).text);
    },
    restore: async (state) => void state.istioctlOutput.set(stage, (await state.terminal.must(line, yes)).text),
  };
}
