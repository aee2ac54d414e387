/** Style of the report's page: light and dark, phone and print, without a font or a request. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1a1d21; --soft: #5b6470; --line: #d8dce2; --paper: #fff;
  --tint: #f4f6f8; --accent: #b3261e; --band: #f2c9c5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a2abb8; --line: #3a4049;
  --paper: #15181c; --tint: #1e2328; --accent: #ff8a80; --band: #5a2b28; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
p { margin: .4rem 0; }
a { color: inherit; }
code { font: .88em ui-monospace, "SF Mono", Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--tint); padding: .75rem; overflow-x: auto; white-space: pre-wrap; }
.soft { color: var(--soft); font-size: .92rem; }
.headline { font-size: 1.25rem; font-weight: 650; margin-top: 1rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem;
  margin: 1.25rem 0; padding: 0; list-style: none; }
.numbers li { background: var(--tint); border: 1px solid var(--line); border-radius: .5rem;
  padding: .75rem 1rem; }
.numbers b { display: block; font-size: 1.6rem; line-height: 1.2; }
.chart { width: 100%; height: auto; }
.chart text { fill: var(--soft); font: 12px system-ui, sans-serif; }
.chart .grid { stroke: var(--line); }
.chart .band { fill: var(--band); }
.chart .curve { fill: none; stroke: var(--accent); stroke-width: 2.5; }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { font-weight: 600; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.long { min-width: 9rem; }
@media (max-width: 40rem) { .chart text { font-size: 19px; } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff;
    --tint: #f4f4f4; --accent: #b3261e; --band: #f2c9c5; }
  @page { margin: 16mm 14mm; }
  html { font-size: 9.5pt; }
  body { font-size: 9.5pt; }
  h2 { margin-top: 1.4rem; }
  main { max-width: none; padding: 0; }
  .board { break-after: page; }
  .chart { max-height: 60mm; }
  h2 { break-after: avoid; }
  tr, .numbers li, .chart { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;
