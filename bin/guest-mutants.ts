import { inClusterMutants } from "./in-cluster-mutants.ts";
import type { HarnessMutant } from "./harness-mutant.ts";

const guard = "helpers/kube/guest.unit.test.ts";
const target = (name: string) => ({
  file: `fixtures/targets/existing/${name}.ts`,
  test: `fixtures/targets/existing/${name}.unit.test.ts`,
});

/** Ways in which a run could touch what is somebody's, or say that a cluster can be asked what it cannot. */
export const guestMutants: HarnessMutant[] = [
  ...inClusterMutants,
  {
    name: "deletes what is somebody's",
    file: "helpers/kube/client.ts",
    find: "if (this.guest && !(await this.findOurs(ref))) return;",
    replace: "",
    test: guard,
  },
  {
    name: "writes over what is somebody's",
    file: "helpers/kube/client.ts",
    find: "if (there && !(await this.isOurs(there))) throw notOurs(object);",
    replace: "",
    test: guard,
  },
  {
    name: "leaves an object from which a webhook took the run's label",
    file: "helpers/kube/client.ts",
    find: "if (this.guest === undefined || (await this.isOurs(made))) return;",
    replace: "if (made) return;",
    test: "helpers/kube/label-taken.unit.test.ts",
  },
  {
    name: "removes by name alone what lost the run's label",
    file: "helpers/kube/client.ts",
    find: "preconditions: { uid }",
    replace: "preconditions: {}",
    test: "helpers/kube/label-taken.unit.test.ts",
  },
  {
    name: "takes admission for open that takes the label away",
    ...target("admission"),
    find: "if (bearsLabel(await kube.dryRun(object))) return undefined;",
    replace: "if (await kube.dryRun(object)) return undefined;",
  },
  {
    name: "judges workloads that a webhook rewrote",
    file: "helpers/check/undecided.ts",
    find: "if (changes.length === 0) return { record, error };",
    replace: "if (changes) return { record, error };",
    test: "helpers/check/rewritten.unit.test.ts",
  },
  {
    name: "makes an object without the run's label",
    file: "helpers/kube/guest.ts",
    find: "[label]: run }",
    replace: "void: run }",
    test: guard,
  },
  {
    name: "takes every label of a namespace of others for one that a run gave",
    file: "helpers/kube/guest.ts",
    find: "labels[name] === null && givenLabel(name) in annotations",
    replace: "labels[name] === null",
    test: guard,
  },
  {
    name: "applies a page's manifest without the run's label",
    ...target("kubectl-shim"),
    find: '"$kubectl" "\\${mark[@]}" <<<"$objects" | "$kubectl" "\\${before[@]}" -f -',
    replace: '"$kubectl" "\\${before[@]}" -f - <<<"$objects"',
  },
  {
    name: "lets a page's command delete what is somebody's",
    ...target("kubectl-shim"),
    find: '[ "$mark" = - ] || continue',
    replace: "continue",
  },
  {
    name: "lets a page's command delete what it cannot see",
    ...target("kubectl-shim"),
    find: '-o "go-template=$listed") || exit 1',
    replace: '-o "go-template=$listed") || return 0',
  },
  {
    name: "takes a name that is somebody's for a free one",
    file: "fixtures/targets/existing/pages.ts",
    find: "if (taken.length === 0) return undefined;",
    replace: "return undefined;",
    test: "fixtures/targets/existing/pages.unit.test.ts",
  },
  {
    name: "allows what binds the whole mesh without being told",
    ...target("missing"),
    find: 'allow === "disruptive" ? undefined',
    replace: "allow !== undefined || true ? undefined",
  },
  {
    name: "a right that is missing leaves no page out",
    file: "fixtures/targets/existing/pages.ts",
    find: "if (lacking.length === 0) return undefined;",
    replace: "return undefined;",
    test: "fixtures/targets/existing/pages.unit.test.ts",
  },
];
