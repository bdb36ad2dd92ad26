/** The page's style: dark and light, on paper, readable without colour. Contrasts are at least 4.5 to 1. */
export const style = `
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --quiet: #57606a; --line: #c6ccd2; --band: #f4f6f8;
  --link: #0a58ca; --good: #116329; --bad: #b3261e; --warn: #7a4b00; --info: #0b5394; --fixed: #57606a; --workspace: #1f6feb;
  --owner: #8250df; --box: #eef2f6; }
@media (prefers-color-scheme: dark) { :root { --back: #14181d; --text: #e6e9ec; --quiet: #a5adb6; --line: #3a424c;
  --band: #1c2229; --link: #7fb3ff; --good: #6fd08c; --bad: #ff8f85; --warn: #e8b65a; --info: #7cc0ff; --fixed: #98a2ad;
  --workspace: #58a6ff; --owner: #c29bff; --box: #232b34; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1rem; }
header p, footer p, label { overflow-wrap: anywhere; }
label, select, input { min-width: 0; max-width: 100%; }
h1 { font-size: 1.6rem; margin: 1.2rem 0 0.2rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 0.6rem; border-bottom: 1px solid var(--line); padding-bottom: 0.2rem; }
h3 { font-size: 1rem; margin: 0.6rem 0 0.2rem; overflow-wrap: anywhere; }
a { color: var(--link); }
nav a { margin-right: 1rem; }
code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: 0.9em; }
code { overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.quiet, .note { color: var(--quiet); }
.error { color: var(--bad); font-weight: 600; }
.banner { border: 2px solid var(--bad); padding: 0.5rem 0.8rem; border-radius: 6px; }
.banner.partial { border-color: var(--warn); }
.wide { overflow-x: auto; }
.wide:focus-visible, a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; min-width: max(100%, 40rem); }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
thead th { background: var(--band); }
tbody th { font-weight: 400; }
tbody th:has(code), td:has(code) { min-width: 7rem; }
td.yes { color: var(--good); font-weight: 600; }
td.open { color: var(--bad); font-weight: 700; text-decoration: underline; }
td.maybe { color: var(--warn); }
td.no { color: var(--quiet); }
tr.unknown { font-style: italic; }
.controls { display: flex; flex-wrap: wrap; gap: 0.6rem 1.2rem; margin: 0.6rem 0; align-items: center; }
.controls[hidden] { display: none; }
label { display: inline-flex; gap: 0.4rem; align-items: center; flex-wrap: wrap; }
input, select, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--quiet); border-radius: 4px; padding: 0.15rem 0.4rem; max-width: 100%; }
button { cursor: pointer; }
.bars { list-style: none; padding: 0; }
.bars li { margin: 0.7rem 0; }
.bars .name { font-weight: 600; }
.bars svg { display: block; width: 100%; height: 1.3rem; background: var(--band); border: 1px solid var(--line); }
.bars .fixed { fill: var(--fixed); }
.bars .workspace { fill: var(--workspace); }
.bars .owner { fill: var(--owner); }
.bars .limit { stroke: var(--text); stroke-width: 0.3; }
.bars .over svg { border: 2px dashed var(--bad); }
.bars .over .verdict { color: var(--bad); font-weight: 700; }
.ways dl { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0.2rem 0.6rem; margin: 0.2rem 0; }
.ways dd { margin: 0; }
.map rect { fill: var(--box); stroke: var(--quiet); }
.map text { fill: var(--text); font: 12px system-ui, sans-serif; }
.map text.head { font-weight: 600; }
.map path { fill: none; stroke: var(--quiet); }
.finding { border-left: 4px solid var(--info); padding: 0.1rem 0.8rem; margin: 1rem 0; }
.finding.error { border-color: var(--bad); color: inherit; font-weight: 400; }
.finding.warning { border-color: var(--warn); }
.finding.suppressed { border-style: dotted; }
.finding[hidden] { display: none; }
.finding .severity { text-transform: uppercase; font-size: 0.8em; font-weight: 700; }
.finding.error .severity, pre .primary { color: var(--bad); }
.finding.warning .severity { color: var(--warn); }
.finding.info .severity { color: var(--info); }
pre { background: var(--band); padding: 0.5rem; margin: 0.3rem 0; width: max-content; min-width: 100%; }
pre .gutter, pre .secondary { color: var(--quiet); }
pre .primary { font-weight: 700; }
@media (max-width: 40rem) { .ways dl { grid-template-columns: 1fr; } .ways dt { font-weight: 600; } }
@media print { .controls, nav, .skip, button { display: none; } body { font-size: 10pt; } .wide { overflow: visible; }
  pre { white-space: pre-wrap; width: auto; } .finding, tr, .bars li { break-inside: avoid; } svg.map { width: 100%; height: auto; } }
`;
