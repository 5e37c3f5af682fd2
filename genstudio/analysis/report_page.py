"""The page that a report is put into: its style sheet, for light, dark and paper. No scripts."""

# ruff: noqa: E501 -- a style sheet

from __future__ import annotations

from string import Template

PAGE = Template(r"""<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>$title</title>
<style>
:root { color-scheme: light dark; --ground: #f4f5f7; --base: #ffffff; --border: #c9ced6; --text: #1c2128;
  --faint: #5c6570; --warning: #9a5b00; --accent: #1f6fd1; --grid: #e6e9ed; }
@media (prefers-color-scheme: dark) { :root { --ground: #25282d; --base: #1e1e1e; --border: #4a505a;
  --text: #e6e8eb; --faint: #a3abb6; --warning: #f0b04a; --accent: #5b9df0; --grid: #33373e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1240px; padding: 24px 28px 40px; background: var(--ground); color: var(--text);
  font: 15px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 26px; margin: 0 0 8px; } h2 { font-size: 18px; margin: 0 0 12px; }
section { background: var(--base); border: 1px solid var(--border); border-radius: 8px; padding: 16px 20px;
  margin: 16px 0; }
.legend { list-style: none; margin: 0 0 12px; display: flex; flex-wrap: wrap; gap: 6px 22px;
  position: sticky; top: 0; background: var(--ground); padding: 8px 0; z-index: 1; }
.sample { width: 28px; height: 8px; margin-right: 8px; vertical-align: middle; overflow: visible; flex: none; }
.warning { border-left: 4px solid var(--warning); background: var(--base); padding: 8px 14px; margin: 8px 0; }
.hint { color: var(--faint); margin: 0 0 12px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 18px 5px 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
thead th { white-space: nowrap; } tbody th { font-weight: normal; color: var(--faint); min-width: 13em; }
td.best { font-weight: 700; } td.best::after { content: " \2605"; color: var(--warning); }
details { margin-top: 14px; } summary { cursor: pointer; color: var(--accent); }
.plots, .sheets { display: grid; gap: 18px; }
.plots { grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); }
.sheets { grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); }
figure { margin: 0; min-width: 0; } figcaption { font-weight: 600; margin-bottom: 6px; overflow-wrap: anywhere; }
img { image-rendering: pixelated; max-width: 100%; height: auto; border: 1px solid var(--border); }
input[name=over] { accent-color: var(--accent); } input + label { margin-right: 18px; }
#steps:checked ~ .over-time, #time:checked ~ .over-steps { display: none; }
input ~ .hint { margin-top: 8px; }
svg { display: block; width: 100%; height: auto; } .sample { display: inline-block; }
svg text { fill: var(--faint); font: 12px system-ui, sans-serif; } text.x { text-anchor: middle; } text.y { text-anchor: end; }
.grid { stroke: var(--grid); fill: none; } .axis, .tick { stroke: var(--faint); fill: none; }
.line { fill: none; stroke-width: 1.8; stroke-linejoin: round; } .light { stroke-width: 2.2; opacity: .75; }
.c0 { stroke: #0072B2; } .c1 { stroke: #D55E00; } .c2 { stroke: #009E73; } .c3 { stroke: #CC79A7; }
.dot.c0 { fill: #0072B2; } .dot.c1 { fill: #D55E00; } .dot.c2 { fill: #009E73; } .dot.c3 { fill: #CC79A7; }
footer { color: var(--faint); margin-top: 18px; }
@media print { section { break-inside: avoid; } }
</style>
</head>
<body>
$body
</body>
</html>
""")
