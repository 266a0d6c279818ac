import { removeAll, type Kube, type Mutant, type ObjectRef } from "#fixtures";
import { virtualService } from "../objects.ts";
import { applySetUp, setUp } from "../set-up.ts";
import type { Egress, SetUp } from "../state.ts";

/* How this page's mutants break one of its set-ups. Each names what is broken; the check says how it must notice. */

export type Break = Omit<Mutant<Egress>, "failsWith">;

/** Breaks one of the page's set-ups, once it is there. */
export function given(wanted: SetUp, name: string, breakIt: (kube: Kube) => Promise<unknown>): Break {
  return {
    name,
    break: async (state) => {
      await setUp(state, wanted);
      await breakIt(state.kube);
    },
    restore: ({ kube }) => applySetUp(kube, wanted),
  };
}

/** Applies the set-up's manifest, changed. */
export function changed(wanted: SetUp, name: string, yaml: string): Break {
  return given(wanted, name, (kube) => kube.apply(yaml, "default"));
}

/** Takes one of the set-up's objects away. */
export function without(wanted: SetUp, ref: ObjectRef, as = "missing"): Break & { without: string } {
  const { kind, metadata } = ref;
  return {
    ...given(wanted, `the ${kind} ${metadata.name} is ${as}`, (kube) => removeAll(kube, [ref])),
    without: `${kind} ${metadata.namespace}/${metadata.name}`,
  };
}

/** Replaces a part of a manifest. @throws Error where the part is not there: the mutant would break nothing */
export function replaced(yaml: string, part: string, by: string): string {
  if (!yaml.includes(part)) throw new Error(`no “${part}” in ${yaml}`);
  return yaml.replace(part, by);
}

const stray = virtualService("left-of-egress");

export const leftBehind: Break = {
  name: "a VirtualService is left behind in namespace default",
  break: ({ kube }) =>
    kube.applyObject({
      ...stray,
      spec: { hosts: ["left-of-egress.example"], http: [{ redirect: { authority: "example.com" } }] },
    }),
  restore: ({ kube }) => removeAll(kube, [stray]),
};
