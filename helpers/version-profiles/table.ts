import { logFields } from "./access-log.ts";
import { curlWords } from "./curl.ts";
import { clientSample, nativeSidecar, serialNumber, tlsRoute } from "./istio.ts";
import { whenOf, type VersionProfile } from "./profile.ts";

/** Everything in the documents' output that depends on versions. */
export const versionProfiles: VersionProfile<unknown>[] = [
  nativeSidecar,
  serialNumber,
  tlsRoute,
  clientSample,
  logFields,
  curlWords,
];

/** The table as a page: docs/version-profiles.md is this text. */
export function versionProfilesAsMarkdown(): string {
  return [intro, ...versionProfiles.map(section)].join("\n");
}

const intro = `# Version profiles

Where the documents' output depends on versions, a check expects what is right for the versions it runs against. This page
is written from the table in \`helpers/version-profiles/\`, which the checks read; a unit test holds the two together.
After a change of the table: \`npx vitest run --project unit fixtures/version-profiles -u\`.

Parsers and expectations are held against [recorded outputs](../helpers/probes/recorded/README.md) of old and new versions.
`;

function section({ name, about, rows }: VersionProfile<unknown>): string {
  const lines = rows.map(
    (row) => `| ${[whenOf(row), row.description, row.reason, link(row.reference)].map(cell).join(" | ")} |`,
  );
  return [
    `## ${name}`,
    "",
    about,
    "",
    "| versions | expected | reason | reference |",
    "| --- | --- | --- | --- |",
    ...lines,
    "",
  ].join("\n");
}

/** A bar ends a cell, in code as well. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function link(reference: string): string {
  return reference.startsWith("https:")
    ? `[${new URL(reference).hostname}](${reference})`
    : `[${reference}](../${reference})`;
}
