import { asPage } from "#fixtures";
import type { AuthzHttp } from "./page.ts";
import { policies, policyRef, policyYaml, type Policy, type Step } from "./resources.ts";

/** The policies that are there after a step. */
export const policiesAt = (step: Step): Policy[] => policies.slice(0, policies.indexOf(step as Policy) + 1);

/**
 * Brings the page to a step, unless it is there: a check that runs alone needs what the steps before it would have made, and
 * what a mutant broke must stay broken. Each policy is applied by the page's own command line.
 */
export async function at(state: AuthzHttp, step: Step): Promise<void> {
  if (state.step === step) return;
  const [there, wanted] = [policiesAt(state.step), policiesAt(step)];
  await asPage(async () => {
    for (const policy of wanted.filter((each) => !there.includes(each)))
      await state.terminal.must("kubectl apply -f -", policyYaml(policy));
  });
  for (const policy of there.filter((each) => !wanted.includes(each))) await state.kube.remove(policyRef(policy));
  state.step = step;
}
