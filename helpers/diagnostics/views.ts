import type { AnyObject } from "#helpers/kube/objects";
import { rootNamespace, type Facts } from "./facts.ts";

/** A pod as the rules see it. */
export interface PodView {
  namespace: string;
  name: string;
  labels: Record<string, string>;
  /** Does Envoy run in it? As a container or, a native sidecar, as an init container. */
  proxy: boolean;
  /** Does it run there beside an application? In a gateway's pod it is alone. */
  sidecar: boolean;
  ready: boolean;
  ending: boolean;
  created: string;
  ip?: string;
  /** Why it was not scheduled. */
  unscheduled?: string;
  containers: ContainerView[];
}

export interface ContainerView {
  name: string;
  ports: { name?: string; containerPort: number }[];
  env: { name: string; value?: string }[];
  restarts: number;
  startedAt?: string;
  waiting?: { reason?: string; message?: string };
  lastEnd?: { reason?: string; exitCode?: number; finishedAt?: string };
}

interface RawContainer {
  name: string;
  ports?: ContainerView["ports"];
  env?: ContainerView["env"];
}

interface RawStatus {
  name: string;
  restartCount: number;
  state?: { running?: { startedAt: string }; waiting?: ContainerView["waiting"] };
  lastState?: { terminated?: ContainerView["lastEnd"] };
}

/** Objects of a kind, in one namespace or in all that were looked at. */
export function objectsOf(facts: Facts, kind: string, namespace?: string): AnyObject[] {
  return facts.objects.filter(
    (object) => object.kind === kind && (namespace === undefined || object.metadata?.namespace === namespace),
  );
}

/** "PeerAuthentication test/default", for sentences. */
export function nameOf({ kind, metadata }: AnyObject): string {
  return `${kind} ${metadata?.namespace ? `${metadata.namespace}/` : ""}${metadata?.name}`;
}

export function podsOf(facts: Facts, namespace?: string): PodView[] {
  return objectsOf(facts, "Pod", namespace).map(podView);
}

export function findPod(facts: Facts, namespace: string, name: string): PodView | undefined {
  return podsOf(facts, namespace).find((pod) => pod.name === name);
}

/** istiod's pods. */
export function istiods(facts: Facts): PodView[] {
  return podsOf(facts, rootNamespace).filter(({ labels }) => labels.app === "istiod");
}

/** The object that has istiod's environment. */
export const istiodDeployment = `Deployment ${rootNamespace}/istiod`;

/** A variable of istiod's environment; undefined when no istiod sets it. */
export function istiodEnv(facts: Facts, name: string): string | undefined {
  const variables = istiods(facts).flatMap(({ containers }) => containers.flatMap(({ env }) => env));
  return variables.find((variable) => variable.name === name)?.value;
}

/** Does a Kubernetes label selector, or a plain set of labels as Istio has it, take these labels? */
export function selects(
  selector: { matchLabels?: Record<string, string>; matchExpressions?: LabelExpression[] },
  labels: Record<string, string>,
): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((expression) => holdsFor(expression, labels))
  );
}

export interface LabelExpression {
  key: string;
  operator: string;
  values?: string[];
}

function holdsFor({ key, operator, values = [] }: LabelExpression, labels: Record<string, string>): boolean {
  const value = labels[key];
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  const among = value !== undefined && values.includes(value);
  return operator === "NotIn" ? !among : among;
}

function podView(pod: AnyObject): PodView {
  const { containers = [], initContainers = [] } = (pod.spec ?? {}) as Record<string, RawContainer[] | undefined>;
  const status = (pod.status ?? {}) as {
    podIP?: string;
    conditions?: { type: string; status: string; message?: string }[];
    containerStatuses?: RawStatus[];
    initContainerStatuses?: RawStatus[];
  };
  const states = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const isTrue = (type: string) =>
    status.conditions?.some((one) => one.type === type && one.status === "True") ?? false;
  const all = [...initContainers, ...containers];
  const proxy = all.some(({ name }) => name === "istio-proxy");
  return {
    namespace: pod.metadata?.namespace ?? "",
    name: pod.metadata?.name ?? "",
    labels: pod.metadata?.labels ?? {},
    proxy,
    sidecar: proxy && containers.some(({ name }) => name !== "istio-proxy"),
    ready: isTrue("Ready"),
    ending: pod.metadata?.deletionTimestamp !== undefined,
    created: String(pod.metadata?.creationTimestamp ?? ""),
    ip: status.podIP,
    unscheduled: status.conditions?.find((one) => one.type === "PodScheduled" && one.status === "False")?.message,
    containers: all.map((container) =>
      containerView(
        container,
        states.find(({ name }) => name === container.name),
      ),
    ),
  };
}

function containerView({ name, ports = [], env = [] }: RawContainer, state: RawStatus | undefined): ContainerView {
  return {
    name,
    ports,
    env,
    restarts: state?.restartCount ?? 0,
    startedAt: state?.state?.running?.startedAt,
    waiting: state?.state?.waiting,
    lastEnd: state?.lastState?.terminated,
  };
}
