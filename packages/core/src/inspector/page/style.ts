/** Two colours for each name: in light and in dark. */
const colours = `
:host {
  --ground: light-dark(#f6f3ef, #131017);
  --panel: light-dark(#ffffff, #1d1924);
  --sunk: light-dark(#f1edf0, #27212f);
  --line: light-dark(#e2dbe1, #352e3f);
  --ink: light-dark(#1c1722, #f1edf5);
  --soft: light-dark(#645b6c, #ada3b8);
  --accent: light-dark(#b4233f, #ff6f87);
  --good: light-dark(#17704a, #6fd6a5);
  --good-ground: light-dark(#e0f3e9, #173428);
  --warn: light-dark(#8a5300, #f3b95f);
  --warn-ground: light-dark(#fdeccb, #3a2a10);
  --bad: light-dark(#b3141f, #ff8a8f);
  --bad-ground: light-dark(#fde4e4, #43191f);
  --again: light-dark(#5a3fb0, #b9a5ff);
  --blue: light-dark(#3567b8, #82aefc);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace;
  display: grid;
  gap: 14px;
  color: var(--ink);
  font: 14px/1.45 system-ui, 'Segoe UI', 'Helvetica Neue', sans-serif;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
h2, p, dl, dd, ol, figure { margin: 0; padding: 0; }
h2 { font-size: 15px; font-weight: 650; }
small { color: var(--soft); font-size: 12px; font-weight: 400; }
.panel, .tile {
  background: var(--panel);
  border: 1px solid var(--line);
  border-radius: 12px;
}
.panel { padding: 14px 16px; min-width: 0; }
.panel > header {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  justify-content: space-between;
  gap: 4px 12px;
  margin-bottom: 10px;
}
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.problem {
  padding: 10px 14px;
  border-radius: 10px;
  color: var(--bad);
  background: var(--bad-ground);
}
`

const tiles = `
.tiles { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 12px; }
.tile { position: relative; overflow: hidden; padding: 10px 14px 12px; min-height: 124px; }
.tile dt { color: var(--soft); font-size: 12px; }
.tile b {
  display: block;
  font-size: 24px;
  font-weight: 650;
  letter-spacing: -0.02em;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
.tile .chart { position: absolute; inset: auto 0 0; height: 34px; width: 100%; opacity: 0.5; }
.tile dd { position: relative; z-index: 1; }
.tile small { white-space: nowrap; }
.tile[data-tone='bad'] b { color: var(--bad); }
.chart { display: block; width: 100%; overflow: visible; }
.chart .line { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.chart .area { stroke: none; fill-opacity: 0.14; }
.chart .rate { stroke: var(--accent); }
.chart .area.rate { fill: var(--accent); }
.chart .p50 { stroke: var(--blue); }
.chart .area.p50 { fill: var(--blue); }
.chart .p99 { stroke: var(--again); }
.chart .area.p99 { fill: var(--again); }
.chart .waiting { stroke: var(--warn); }
.chart .area.waiting { fill: var(--warn); }
`

const tree = `
.middle { display: grid; grid-template-columns: minmax(0, 1fr) 340px; gap: 14px; align-items: start; }
/* Its rows fill up the height of the column beside it. */
.column { display: grid; gap: 14px; min-width: 0; }
.actors { padding: 6px 0; }
.scroll { overflow-x: auto; max-height: 62vh; overflow-y: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th {
  position: sticky; top: 0; z-index: 2;
  padding: 6px 10px;
  background: var(--panel);
  color: var(--soft);
  font-size: 12px;
  font-weight: 500;
  text-align: right;
  white-space: nowrap;
}
td { padding: 5px 10px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
.actor, .state { text-align: left; }
tbody tr { cursor: default; }
tbody tr:hover { background: var(--sunk); }
tbody tr[aria-selected='true'] {
  background: color-mix(in srgb, var(--accent) 9%, var(--panel));
  box-shadow: inset 3px 0 var(--accent);
}
tbody tr:focus-visible { outline-offset: -2px; }
td.actor { padding-left: calc(14px + var(--level) * 18px); }
td.actor b { font-weight: 600; }
.kind { margin-left: 8px; }
.fold { display: inline-block; width: 14px; color: var(--soft); cursor: pointer; }
tr[aria-expanded='true'] .fold::before { content: '▾'; }
tr[aria-expanded='false'] .fold::before { content: '▸'; }
span.state {
  display: inline-block;
  padding: 0 8px;
  border-radius: 99px;
  font-size: 12px;
  color: var(--soft);
  background: var(--sunk);
}
[data-status='running'] span.state { color: var(--good); background: var(--good-ground); }
[data-status='starting'] span.state, [data-status='waiting'] span.state,
[data-status='stopping'] span.state { color: var(--warn); background: var(--warn-ground); }
[data-status='restarting'] span.state { color: var(--bad); background: var(--bad-ground); }
td.rate { min-width: 116px; }
td.rate .chart { display: inline-block; width: 58px; height: 18px; margin-right: 8px; vertical-align: middle; }
td.rate .chart.none { display: none; }
td.rate span { display: inline-block; min-width: 38px; }
td[data-tone='warn'] { color: var(--warn); font-weight: 600; }
td[data-tone='bad'] { color: var(--bad); font-weight: 600; }
`

const detail = `
.detail { display: grid; gap: 12px; }
.detail header { margin: 0; align-items: flex-start; flex-wrap: nowrap; }
.detail header div { min-width: 0; }
.detail header small { display: block; overflow-wrap: anywhere; }
.buttons { display: flex; gap: 8px; }
button {
  flex: 1;
  padding: 6px 12px;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--sunk);
  color: var(--ink);
  font: inherit;
  font-weight: 550;
  cursor: pointer;
}
button:hover { border-color: currentColor; }
button.crash { color: var(--bad); background: var(--bad-ground); }
.facts { display: grid; grid-template-columns: 1fr 1fr; gap: 5px 14px; font-size: 13px; }
.facts div { display: flex; justify-content: space-between; gap: 8px; min-width: 0; }
.facts dt { color: var(--soft); white-space: nowrap; }
.facts dd { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums; }
.facts div:nth-child(2), .facts div:nth-child(5) { grid-column: 1 / -1; }
figcaption { display: flex; justify-content: space-between; gap: 8px; font-size: 12px; color: var(--soft); }
figcaption b { font-weight: 550; color: var(--ink); }
figure .chart { height: 44px; margin-top: 3px; border-bottom: 1px solid var(--line); }
.split { display: grid; gap: 5px; font-size: 12px; }
.split-line { display: grid; grid-template-columns: 28px 1fr max-content; gap: 8px; align-items: center; }
.split-line b { font-weight: 550; }
.bar { display: flex; height: 10px; border-radius: 5px; overflow: hidden; background: var(--sunk); }
.bar .queue, .key.queue::before { background: var(--warn); }
.bar .compute, .key.compute::before { background: var(--blue); }
.key { margin-right: 12px; color: var(--soft); white-space: nowrap; }
.key::before {
  content: '';
  display: inline-block;
  width: 9px; height: 9px;
  margin-right: 5px;
  border-radius: 3px;
}
`

const below = `
.lane { display: grid; grid-template-columns: 120px minmax(0, 1fr); gap: 10px; align-items: center; }
.lane b { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 12px; font-weight: 550; text-align: right; }
.lane.selected b { color: var(--accent); }
.lane svg { display: block; width: 100%; height: 20px; margin: 2px 0; border-radius: 4px; background: var(--sunk); }
.lanes { max-height: 260px; overflow-y: auto; }
svg .work { fill: var(--good); fill-opacity: 0.55; }
svg .outage { fill: var(--bad); fill-opacity: 0.28; }
svg .crash { fill: var(--bad); }
svg .letter { fill: var(--again); }
.key.work::before { background: var(--good); opacity: 0.6; }
.key.outage::before { background: var(--bad); opacity: 0.35; }
.key.crash::before { background: var(--bad); width: 3px; }
.key.letter::before { background: var(--again); width: 3px; }
.legend { font-size: 12px; }
.ticks { display: flex; justify-content: space-between; padding-left: 130px; color: var(--soft); font-size: 11px; }
.news ol { max-height: 300px; overflow-y: auto; list-style: none; font-size: 13px; }
.news li { display: grid; grid-template-columns: 72px minmax(90px, 170px) minmax(0, 1fr); gap: 10px; padding: 3px 0 3px 10px; border-left: 3px solid var(--line); }
.news li + li { border-top: 1px solid var(--line); }
.news li.none { display: block; color: var(--soft); }
.news time { color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; }
.news b { font-weight: 550; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.news li span { overflow-wrap: anywhere; }
.news i { margin-left: 8px; padding: 0 7px; border-radius: 99px; background: var(--sunk); color: var(--soft); font-style: normal; white-space: nowrap; }
.news li[data-tone='good'] { border-left-color: var(--good); }
.news li[data-tone='warn'] { border-left-color: var(--warn); }
.news li[data-tone='bad'] { border-left-color: var(--bad); }
.news li[data-tone='again'] { border-left-color: var(--again); }
.news label { color: var(--soft); font-size: 12px; display: flex; gap: 6px; align-items: center; }
input { accent-color: var(--accent); margin: 0; }
`

/** It is as wide as its place lets it be, and that is what it goes by. */
const narrow = `
:host { container-type: inline-size; }
@container (max-width: 980px) {
  .middle { grid-template-columns: minmax(0, 1fr); }
  .tiles { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .scroll { max-height: none; }
}
@container (max-width: 640px) {
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; }
  .tile { min-height: 112px; padding: 8px 12px; }
  th.state, th.restarts { font-size: 0; }
  th.restarts::after { content: '↻'; font-size: 13px; }
  td.state span.state { width: 10px; height: 10px; padding: 0; overflow: hidden; color: transparent; background: currentColor; font-size: 0; }
  tr[data-status='running'] td.state span { background: var(--good); }
  tr[data-status='restarting'] td.state span { background: var(--bad); }
  tr:is([data-status='starting'], [data-status='stopping'], [data-status='waiting']) td.state span { background: var(--warn); }
  tr[data-status='stopped'] td.state span { background: var(--soft); }
  .tile b { font-size: 21px; }
  th.work, td.work, th.p50, td.p50, th.memory, td.memory, td.rate .chart { display: none; }
  td.rate { min-width: 0; }
  th, td { padding-inline: 6px; }
  td.actor { padding-left: calc(6px + var(--level) * 10px); }
  td.actor .kind { display: block; margin-left: 14px; }
  .lane { grid-template-columns: 74px minmax(0, 1fr); }
  .ticks { padding-left: 84px; }
  .news li { grid-template-columns: 58px minmax(0, 1fr); gap: 0 8px; }
  .news li span { grid-column: 2; }
}
@media (prefers-reduced-motion: no-preference) {
  tbody tr[data-status='restarting'] span.state { animation: pulse 1s infinite alternate; }
  @keyframes pulse { to { opacity: 0.5; } }
}
`

/** The style of the inspector, inside its shadow. */
export const style = [colours, tiles, tree, detail, below, narrow].join('')
