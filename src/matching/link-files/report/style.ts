/** The report's own style: light and dark by the reader's wish, black on white in print, no font from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #faf8f3; --surface: #fff; --line: #ddd6c8; --edge: #827a6b; --ink: #1c2a30;
  --soft: #55626a; --for: #0b5b60; --against: #a3271f; --third: #8a5300; --bar: #428c8e; --note: #fbeed3;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :root { --paper: #12191c; --surface: #1b2529; --line: #33424a; --edge: #93a1a8;
  --ink: #e9e6df; --soft: #b0bcc2; --for: #6fc2c0; --against: #f0958a; --third: #e5b567; --bar: #4f9c9d; --note: #3a2f18; } }
@media print { :root { color-scheme: light; --paper: #fff; --surface: #fff; --line: #999; --edge: #555; --ink: #000; --soft: #333;
  --for: #0b5b60; --against: #a3271f; --third: #8a5300; --bar: #428c8e; --note: #fff; }
  section { break-inside: avoid; } body { font-size: 10pt; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--font); overflow-wrap: break-word; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 42rem; }
.soft, figcaption { color: var(--soft); font-size: .9375rem; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .75rem; margin: 1rem 0; }
dl.figures div { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: .625rem .75rem; }
dt { color: var(--soft); font-size: .875rem; } dd { margin: 0; font-size: 1.375rem; font-variant-numeric: tabular-nums; }
.note { background: var(--note); border-left: 4px solid var(--third); padding: .5rem .75rem; margin: .5rem 0; }
figure { margin: .75rem 0 0; } svg { display: block; width: 100%; height: auto; max-width: 44rem; }
.scroll { overflow-x: auto; } .scroll:focus-visible { outline: 3px solid var(--third); }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.n { text-align: right; white-space: nowrap; } thead th { color: var(--soft); font-weight: 600; }
svg text { font: 13px var(--font); fill: var(--ink); } svg text.soft, svg tspan.soft { fill: var(--soft); font-size: 12px; }
.axis { stroke: var(--edge); stroke-width: 1; fill: none; } .grid { stroke: var(--line); stroke-width: 1; }
.for { fill: var(--for); } .against { fill: var(--against); } .bar { fill: var(--bar); }
.line { fill: none; stroke-width: 2; } .line.one { stroke: var(--for); } .line.two { stroke: var(--against); stroke-dasharray: 7 4; }
.line.three { stroke: var(--third); stroke-dasharray: 2 3; stroke-width: 2.5; }
.mark { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
.levels { display: grid; grid-template-columns: 1fr; gap: .1rem 1rem; margin: .75rem 0 1rem; }
.levels h3 { font-size: 1rem; margin: .5rem 0 .125rem; }
.level { display: grid; grid-template-columns: minmax(6rem, 20rem) minmax(5rem, 16rem) 3.6rem; gap: .5rem; align-items: center; font-size: .9375rem; }
.level svg { max-width: none; height: 1rem; } .level .n { font-size: .875rem; }
.n + td, .n + th:not(.n) { padding-left: 1rem; } th:last-child, td:last-child { padding-right: 0; }
@media (max-width: 40rem) { svg text { font-size: 22px; } svg text.soft, svg tspan.soft { font-size: 20px; } svg .many { display: none; }
  table { font-size: .8125rem; } th, td { padding-right: .4rem; } section { padding: .75rem; }
  .level { grid-template-columns: 1fr 3.6rem; row-gap: 0; } .level span:first-child { grid-column: 1 / -1; } }
`;
