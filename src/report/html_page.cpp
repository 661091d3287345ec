#include "report/html_page.h"

namespace zen {

const std::string_view html_head = R"page(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Reading list</title>
<style>
:root {
  --paper: #f6f7f9; --card: #ffffff; --ink: #1d2430; --soft: #5b6675; --line: #e1e5eb; --track: #eceff4;
  --lesson: #2f6fde; --file: #7a5bd0; --error: #cf3a3a; --warning: #c98a12; --info: #3a86c8;
  --before: #fdeeee; --before-edge: #e39a9a; --after: #eaf7ee; --after-edge: #7fc596; --code: #eef1f6; --keyword: #8a3ab0; --text: #2b7a3d; --number: #a15c00; --comment: #7b8594;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {
  --paper: #12161c; --card: #1b212a; --ink: #e4e9f0; --soft: #9aa6b5; --line: #2c3541; --track: #262e39;
  --lesson: #6b9df5; --file: #a78bf0; --error: #f07070; --warning: #e0ab4a; --info: #6cb2ec;
  --before: #2d1f22; --before-edge: #8a4a4f; --after: #1b2b22; --after-edge: #3f7d56; --code: #262e39; --keyword: #c795e8; --text: #8fd19e; --number: #e2b36b; --comment: #7f8b9b;
} }
:root[data-theme="dark"] {
  --paper: #12161c; --card: #1b212a; --ink: #e4e9f0; --soft: #9aa6b5; --line: #2c3541; --track: #262e39;
  --lesson: #6b9df5; --file: #a78bf0; --error: #f07070; --warning: #e0ab4a; --info: #6cb2ec;
  --before: #2d1f22; --before-edge: #8a4a4f; --after: #1b2b22; --after-edge: #3f7d56; --code: #262e39; --keyword: #c795e8; --text: #8fd19e; --number: #e2b36b; --comment: #7f8b9b;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; justify-content: space-between; align-items: start; gap: 1rem; padding-top: 2.5rem; }
h1 { margin: 0; font-size: 2rem; letter-spacing: -.02em; }
h2 { margin: 0 0 .4rem; font-size: 1.25rem; letter-spacing: -.01em; }
h3 { margin: 0; font-size: 1.02rem; }
header p { margin: .3rem 0 1.5rem; color: var(--soft); }
a { color: var(--lesson); text-decoration-thickness: 1px; text-underline-offset: .15em; }
code, pre { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: .875em; }
code { background: var(--code); border-radius: .25rem; padding: .05em .3em; }
#theme { font-size: 1.25rem; line-height: 1; padding: .5rem .6rem; border: 1px solid var(--line); border-radius: .6rem;
  background: var(--card); color: var(--ink); cursor: pointer; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; }
.tile, .card { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; }
.tile { padding: .9rem 1.1rem; }
.tile b { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .9rem; }
.charts { display: grid; grid-template-columns: 1fr 2fr; gap: 1rem; margin: 1rem 0; }
.card { padding: 1.25rem 1.4rem; min-width: 0; }
.wide { grid-column: 1 / -1; }
.bars { list-style: none; margin: .5rem 0 0; padding: 0; }
.bars li, .bars a { display: grid; grid-template-columns: minmax(7rem, 17rem) 1fr 3rem; gap: .8rem; align-items: center; }
.wide .bars li, .wide .bars a { grid-template-columns: minmax(7rem, 25rem) 1fr 3rem; }
.bars li:has(a), .wide .bars li:has(a) { display: block; }
.bars a { color: inherit; text-decoration: none; border-radius: .3rem; }
.bars a:hover .name { text-decoration: underline; }
.bars .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: .93rem; line-height: 1.9; }
.files .name { direction: rtl; text-align: left; }
.track { background: var(--track); border-radius: .3rem; height: .75rem; overflow: hidden; }
.track i { display: block; height: 100%; min-width: 3px; border-radius: .3rem; }
i.lesson { background: var(--lesson); } i.file { background: var(--file); }
i.error { background: var(--error); } i.warning { background: var(--warning); } i.info { background: var(--info); }
.number { text-align: right; font-variant-numeric: tabular-nums; color: var(--soft); }
.note { margin: .6rem 0 0; color: var(--soft); font-size: .85rem; }
.ring { display: flex; flex-direction: column; align-items: center; gap: .8rem; }
.ring svg { width: 10rem; max-width: 100%; }
.ring circle { fill: none; stroke-width: 5; }
.ring .rest { stroke: var(--track); } .ring .safe { stroke: var(--after-edge); }
.ring .unsafe { stroke: var(--warning); } .ring .hand { stroke: var(--info); }
i.safe { background: var(--after-edge); } i.unsafe { background: var(--warning); } i.hand { background: var(--info); }
.ring text { fill: var(--ink); font-size: 7px; font-weight: 600; text-anchor: middle; }
.ring ul { list-style: none; margin: 0; padding: 0; font-size: .9rem; }
.ring i, .dot { display: inline-block; width: .65rem; height: .65rem; border-radius: 50%; margin-right: .4rem; }
article { margin: 1rem 0; scroll-margin-top: 1rem; }
.facts { margin: .1rem 0 .6rem; color: var(--soft); font-size: .9rem; }
.reason { margin: 0 0 .6rem; max-width: 46rem; }
.since { margin-top: 1rem; } .since p { margin: .3rem 0; }
.since table { border-collapse: collapse; margin: .6rem 0; } .since th { text-align: left; font-weight: 600; }
.since td, .since th { padding: .15rem .9rem .15rem 0; } .since td + td, .since th + th { text-align: right; }
.better td:last-child { color: var(--text); } .more td:last-child { color: var(--warning); }
.rule { border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 1rem; }
.example { margin: .4rem 0 1rem; }
.place { margin: 0 0 .4rem; font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
.place span::before { content: "· "; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .7rem; }
figure { margin: 0; border-radius: .5rem; border: 1px solid var(--line); overflow: hidden; min-width: 0; }
figcaption { padding: .25rem .75rem 0; font-size: .75rem; color: var(--soft); }
pre { margin: 0; padding: .35rem .75rem .7rem; overflow-x: auto; tab-size: 4; line-height: 1.5; }
.before { background: var(--before); border-color: var(--before-edge); }
.after { background: var(--after); border-color: var(--after-edge); }
.as-is { background: var(--code); }
.k { color: var(--keyword); } .t { color: var(--text); } .n { color: var(--number); } .c { color: var(--comment); }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; margin-bottom: .5rem; }
footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 44rem) {
  .charts { grid-template-columns: 1fr; }
  .bars li, .bars a, .wide .bars li, .wide .bars a { grid-template-columns: 1fr 2.4rem; column-gap: .8rem; row-gap: 0; }
  .bars .name { grid-column: 1 / -1; white-space: normal; }
}
@media print {
  :root { --paper: #fff; }
  #theme { display: none; }
  .example, .tile, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .track i, figure, .dot, .ring i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>
</head>
<body>
)page";

const std::string_view html_tail = R"page(<script>
(() => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  document.getElementById("theme").onclick = () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  };
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
})();
</script>
</body>
</html>
)page";

}  // namespace zen
