import { noteEvidence } from "#helpers/verdict/evidence";
import type { Kube } from "#helpers/kube/client";
import { recordAnswers } from "#helpers/verdict/recorded-answers";
import { ownOfARun } from "./answer-tables.ts";
import { answersOfRows } from "./record-answers.ts";

interface ServerTable {
  columnDefinitions: { name: string; priority: number }[];
  rows?: { cells: unknown[]; object?: { metadata?: { namespace?: string } } }[];
}

/** One row of what `kubectl get` prints, by column name. */
export type Row = Record<string, string>;

/**
 * The table that `kubectl get <resource>` prints: the API server renders it, kubectl only aligns it.
 * @param path e.g. "/api/v1/namespaces/test/pods"; may carry a labelSelector
 */
export async function kubectlGet(kube: Kube, path: string): Promise<Row[]> {
  const { names, rows } = await table(kube, path);
  noteEvidence(`kubectl get --raw ${path}`, align(names, rows));
  recordAnswers(answersOfRows("kubectl", path, rows, ownOfARun));
  return rows;
}

/**
 * What `kubectl get <resource> --all-namespaces` prints, both streams.
 * @param path e.g. "/apis/security.istio.io/v1/peerauthentications"
 */
export async function kubectlGetAllNamespaces(kube: Kube, path: string): Promise<string> {
  const { names, rows } = await table(kube, path);
  const text = rows.length === 0 ? "No resources found\n" : align(["NAMESPACE", ...names], rows);
  noteEvidence(`kubectl get ${path.split("/").at(-1)} --all-namespaces`, text);
  recordAnswers(answersOfRows("kubectl", `${path}, all namespaces`, rows, ownOfARun));
  return text;
}

async function table(kube: Kube, path: string): Promise<{ names: string[]; rows: Row[] }> {
  const { columnDefinitions, rows = [] } = await kube.get<ServerTable>(
    path,
    "application/json;as=Table;v=v1;g=meta.k8s.io",
  );
  const columns = columnDefinitions.flatMap(({ name, priority }, index) =>
    priority === 0 ? [{ name: name.toUpperCase(), index }] : [],
  );
  return {
    names: columns.map(({ name }) => name),
    rows: rows.map(({ cells, object }) => ({
      NAMESPACE: object?.metadata?.namespace ?? "",
      ...Object.fromEntries(columns.map(({ name, index }) => [name, String(cells[index])])),
    })),
  };
}

function align(names: string[], rows: Row[]): string {
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => row[name]!.length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join("   ")
      .trimEnd();
  return [line(names), ...rows.map((row) => line(names.map((name) => row[name]!)))].join("\n") + "\n";
}
