/** The page's only style: one column, tables that print, figures that need no colour to be read. */
export const style = `
:root { color-scheme: light; --ink: #1c2733; --soft: #5a6b7b; --line: #c9d2da; --blue: #16588e; --band: #16588e22; --second: #a4510b; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 900px; padding: 32px 24px 80px; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 1.2rem; margin: 48px 0 8px; padding-top: 12px; border-top: 2px solid var(--ink); }
p { max-width: 70ch; margin: 8px 0; }
.lead { font-size: 1.05rem; }
.soft, figcaption { color: var(--soft); font-size: .88rem; max-width: 75ch; }
.notice { border-left: 4px solid var(--second); padding: 6px 14px; background: #fff6ec; }
table { border-collapse: collapse; margin: 12px 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 14px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
thead th { border-bottom: 2px solid var(--ink); font-weight: 600; }
figure { margin: 16px 0 28px; }
svg { max-width: 100%; height: auto; font: 13px system-ui, sans-serif; fill: var(--ink); }
.wide { overflow-x: auto; }
.axis { stroke: var(--ink); stroke-width: 1; } .tick { font-size: 11.5px; fill: var(--soft); } .heading { font-weight: 600; } .name { font-size: 12.5px; }
.model { stroke: var(--blue); stroke-width: 2.2; } .second { stroke: var(--second); stroke-width: 1.8; stroke-dasharray: 6 4; }
.ideal { stroke: var(--soft); stroke-dasharray: 2 4; } .band { fill: var(--band); stroke: none; } .bar { fill: #b4c2ce; } .bar-events { fill: #a4510b; } .value { font-size: 11.5px; font-variant-numeric: tabular-nums; }
.box { fill: #f3f6f8; stroke: var(--ink); } .whisker { stroke: var(--ink); stroke-width: 1.4; } .dot { fill: var(--blue); }
.item, .by-run, .by-author, .by-open { white-space: nowrap; } .by-run { color: #1a5c33; } .by-author { color: var(--second); } .by-open { color: #8d1c2d; }
@media print { body { padding: 0; font-size: 11pt; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } }
`;
