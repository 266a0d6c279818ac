import type { AnyObject } from "#helpers/kube/objects";
import type { ControlFailure, Unstable, Verdict } from "#helpers/verdict/record";
import type { Finding as AnalyzerFinding } from "#helpers/probes/analyze";
import type { ProxyFacts } from "./proxy-facts.ts";

/** What the check documents and what it saw. */
export interface CheckFacts {
  id: string;
  /** The file of tests that it is run by. */
  file?: string;
  title: string;
  prints: string;
  verdict: Verdict;
  reason: string;
  observed?: string;
  hint?: string;
  /** Where some answers were as documented and some were not. */
  unstable?: Unstable;
  /** Where the check's control failed: the request is the control's. */
  control?: ControlFailure;
}

/** A command that the check ran in a pod, and its answer. */
export interface Sent {
  /** When the answer was there. */
  at: string;
  namespace: string;
  pod: string;
  container: string;
  command: string;
  /** Both streams, then kubectl's line about the exit code. */
  text: string;
  exitCode: number;
  /** Was it a control? */
  control?: true;
  /** Of a command that was run many times: how often it was answered so, of how many. */
  answered?: { times: number; of: number };
}

/** The failing request, sent to one endpoint of its Service. */
export interface AskedEndpoint extends Sent {
  /** "10.244.0.45:9081". */
  endpoint: string;
}

export interface EventFacts {
  at: string;
  type: string;
  reason: string;
  /** "Pod test/httpbin-5bbdbd6588-z9vbs". */
  object: string;
  message: string;
}

/** All that the rules look at; facts.json in a diagnostics folder. What the unit tests read are recordings of it. */
export interface Facts {
  check: CheckFacts;
  /** When the check began, and when it failed: ISO 8601. */
  began: string;
  failed: string;
  /** Namespaces of the page. Those of the mesh and of DNS are looked at besides. */
  namespaces: string[];
  sent: Sent[];
  /** The failing request once more, verbose. */
  again?: Sent;
  /** The same a few times more, where the verbose one ended otherwise than the check's. */
  repeated?: Sent[];
  /** The failing request to each endpoint of its Service, where these are of more than one kind. */
  asked?: AskedEndpoint[];
  /** Objects as the API had them at the failure, cut down to what the rules read. */
  objects: AnyObject[];
  proxies: ProxyFacts[];
  /** Access-log lines since the check began. */
  accessLogs: { proxy: string; lines: string[] }[];
  /** Lines of istiod's log since the check began in which a proxy refuses what it was sent. */
  refusals: string[];
  events: EventFacts[];
  analyzer: AnalyzerFinding[];
}

/** Namespace of the control plane, and of policies for the whole mesh. */
export const rootNamespace = "istio-system";
