/** The report's look, light or dark as the reader's system has it. No character in it needs escaping. */
export const style = `
:root { --back: #fff; --text: #1b1f24; --dim: #59636e; --line: #d1d9e0; --box: #f6f8fa; --added: #dafbe1; --removed: #ffebe9;
  --green: #1a7f37; --red: #cf222e; --yellow: #8a5a00; --blue: #0550ae; --link: #0550ae; --mark: #6e7781; }
@media screen and (prefers-color-scheme: dark) {
  :root { --back: #0d1117; --text: #e6edf3; --dim: #9198a1; --line: #3d444d; --box: #161b22; --added: #12361f; --removed: #43191c;
    --green: #3fb950; --red: #ff7b72; --yellow: #d29922; --blue: #79c0ff; --link: #79c0ff; --mark: #8b949e; }
}
* { box-sizing: border-box; } [hidden] { display: none !important; }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 1.5rem auto; padding: 0 1rem; max-width: 75rem; overflow-wrap: anywhere; }
a { color: var(--link); } :target { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; } h4 { font-size: .9rem; margin: .75rem 0 .25rem; color: var(--dim); font-weight: 600; }
.exit0 { color: var(--green); } .exit1 { color: var(--red); } .exit2 { color: var(--yellow); }
.counts, .legend, .rows { list-style: none; padding: 0; } .counts, .legend, .actions { display: flex; flex-wrap: wrap; gap: .5rem; }
.counts li { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .75rem; } .counts a[aria-current] { font-weight: 700; text-decoration: none; }
.counts li:has([aria-current]) { background: var(--box); border-color: currentColor; }
.partial { border-left: 4px solid var(--yellow); padding-left: .75rem; }
.conformant { color: var(--green); } .nonconformant, .flaky { color: var(--red); } .inconclusive { color: var(--yellow); }
.skipped, .none, .dim { color: var(--dim); } span.nonconformant, span.flaky, span.inconclusive { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .5rem 0; }
li { padding: 1px 0; } dt { color: var(--dim); } dd { margin: 0; min-width: 0; } dd ul { margin: 0; padding-left: 1.2rem; }
pre, code { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: 0; } .diff, details details pre, .rows details pre { background: var(--box); border: 1px solid var(--line); padding: .5rem; }
.diff-observed { background: var(--added); } .diff-documented { background: var(--removed); } .diff span { display: block; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .3rem .75rem; margin: .5rem 0; min-width: 0; }
.rows details { border: 0; padding: 0; margin: 0; } .rows details[open] { border-left: 3px solid var(--line); padding-left: .75rem; }
summary { cursor: pointer; } summary h3 { display: inline; } .card { border-left: 4px solid currentColor; } .card > * { color: var(--text); }
.card[data-verdict=nonconformant], .card[data-verdict=flaky] { color: var(--red); } .card[data-verdict=inconclusive] { color: var(--yellow); }
.card > summary > .dim { display: block; } .causes > li { margin: .5rem 0; } .causes p { margin: 0; }
.row { display: grid; grid-template-columns: 8.5rem 5.5rem 3rem minmax(0, 1fr); gap: .75rem; padding: .2rem 0; border-bottom: 1px solid var(--line); }
summary.row > :last-child::before { content: "▸ "; } [open] > summary.row > :last-child::before { content: "▾ "; }
.time { color: var(--dim); text-align: right; white-space: nowrap; }
button, input { font: inherit; color: inherit; background: var(--box); border: 1px solid var(--mark); border-radius: .4rem; padding: .15rem .6rem; }
table { border-collapse: collapse; width: 100%; } th, td div { white-space: nowrap; }
th { text-align: left; color: var(--dim); font-weight: 600; } th, td { padding: .2rem .75rem .2rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
.timeline { margin: .5rem 0; } .timeline svg { display: block; width: 100%; height: 20px; background: var(--box); border: 1px solid var(--line); }
.span { fill: var(--mark); } .track { fill: var(--line); } .span.set-up, .span.step { fill: var(--blue); } .span.check { fill: var(--green); } .span.clean-up { fill: var(--mark); }
.span.check.nonconformant, .span.check.flaky { fill: var(--red); } .span.check.inconclusive { fill: var(--yellow); } .span.diagnosis { fill: var(--text); }
@media (max-width: 45rem) {
  .row { grid-template-columns: 1fr auto auto; } .row > :last-child { grid-column: 1 / -1; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .4rem; }
  thead { display: none; } tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  td { display: block; border: 0; padding: 0; } td[data-head]::before { content: attr(data-head) ": "; color: var(--dim); }
}
@media print {
  body { max-width: none; font-size: 11px; } .actions, .search { display: none; } details, tr, .timeline { break-inside: avoid-page; }
  svg, .diff-observed, .diff-documented { print-color-adjust: exact; }
}
`;
