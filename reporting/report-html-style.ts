/** The report's look, light or dark as the reader's system has it. No character in it needs escaping. */
export const style = `
:root { --back: #fff; --text: #1b1f24; --dim: #59636e; --line: #d1d9e0; --box: #f6f8fa;
  --green: #1a7f37; --red: #cf222e; --yellow: #8a5a00; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0d1117; --text: #e6edf3; --dim: #9198a1; --line: #3d444d; --box: #161b22;
    --green: #3fb950; --red: #ff7b72; --yellow: #d29922; --link: #79c0ff; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 1.5rem auto; padding: 0 1rem; max-width: 75rem; }
a { color: var(--link); } a + a { margin-left: 1rem; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; } h4 { font-size: .9rem; margin: .75rem 0 .25rem; color: var(--dim); font-weight: 600; }
.exit0 { color: var(--green); } .exit1 { color: var(--red); } .exit2 { color: var(--yellow); }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; }
.counts li { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .75rem; }
.conformant { color: var(--green); } .nonconformant, .flaky { color: var(--red); } .inconclusive { color: var(--yellow); }
.skipped, .none, .dim { color: var(--dim); } span.nonconformant, span.flaky, span.inconclusive { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--dim); } dd { margin: 0; min-width: 0; }
pre, code { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: 0; max-height: 30rem; overflow: auto; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.beside pre { background: var(--box); border: 1px solid var(--line); padding: .5rem; }
section details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .75rem; margin: .5rem 0; }
summary { cursor: pointer; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: var(--dim); font-weight: 600; } th, td { padding: .2rem .75rem .2rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
.checks td:nth-child(-n+2) { white-space: nowrap; width: 8rem; } .checks td:last-child { white-space: nowrap; width: 6rem; } td.time { color: var(--dim); text-align: right; }
`;
