import { expect, test } from "vitest";
import { findingLine, findingsIn } from "./govulncheck.ts";

/** Its layout as govulncheck v1.9.0 prints it, cut down. */
const output = `{
  "config": {
    "protocol_version": "v1.0.0"
  }
}
{
  "osv": {
    "id": "GO-2026-0001",
    "summary": "Endless loop in parsing"
  }
}
{
  "finding": {
    "osv": "GO-2026-0001",
    "fixed_version": "v0.2.0",
    "trace": [
      {
        "module": "golang.org/x/net",
        "version": "v0.1.0"
      }
    ]
  }
}
{
  "finding": {
    "osv": "GO-2026-0001",
    "fixed_version": "v0.2.0",
    "trace": [
      {
        "module": "golang.org/x/net",
        "version": "v0.1.0",
        "package": "golang.org/x/net/html"
      }
    ]
  }
}
`;

test("a vulnerability is told once, with what mends it", () => {
  const findings = findingsIn(output);
  expect(findings.map(findingLine)).toEqual([
    "GO-2026-0001 in golang.org/x/net v0.1.0, mended in v0.2.0: Endless loop in parsing",
  ]);
});

test("nothing is known", () => {
  expect(findingsIn('{\n  "config": {}\n}\n')).toEqual([]);
});
