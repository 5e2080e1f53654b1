/**
 * The look of the page: ink blue on paper white, vermilion for exposure only, amber for what waits for a decision.
 * Contrasts are at least 4.5:1 for text and 3:1 for the marks of the map, in light and dark; A4 when printed.
 */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#16324f;--text:#1c2733;--soft:#4d5d6d;--line:#c9d2db;--wash:#f3f6f9;
--exposed:#c8321e;--exposed-wash:#fdf0ee;--wait:#8a5a00;--wait-wash:#fdf6e7;--faint:#d5dde5}
@media (prefers-color-scheme:dark){:root{--paper:#0e1822;--ink:#b9d4ef;--text:#e4eaf0;--soft:#a5b4c3;--line:#33475a;--wash:#15222f;
--exposed:#ff8571;--exposed-wash:#2b1815;--wait:#f0b64a;--wait-wash:#2a2212;--faint:#2b3d4e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--text);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline}
.product{font-weight:700;color:var(--ink);letter-spacing:.01em}
.extent{color:var(--soft)}
main{padding-bottom:3rem}
footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:2.5rem;color:var(--soft)}
h1,h2,h3{color:var(--ink);line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:clamp(1.9rem,1.4rem + 2.4vw,2.9rem);margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.45rem;margin:3rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.12rem;margin:2.25rem 0 .4rem}
p,ul,ol{max-width:66ch;margin:.4rem 0 1rem}
a{color:var(--ink)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.verdict{margin:1.25rem 0 0;padding:1.25rem 1.5rem 1rem;border-left:.5rem solid var(--ink);background:var(--wash)}
.verdict.block{border-color:var(--exposed);background:var(--exposed-wash)}
.verdict.block h1{color:var(--exposed)}
.verdict.review{border-color:var(--wait);background:var(--wait-wash)}
.verdict.review h1{color:var(--wait)}
.verdict .of{margin:0;color:var(--soft);font-weight:600;overflow-wrap:anywhere}
.verdict .means{font-size:1.12rem;margin-top:0}
.verdict h2{border:0;padding:0;margin:.75rem 0 .25rem;font-size:1rem}
.verdict ul{margin:.25rem 0;padding-left:1.2rem}
.big{font-size:1.25rem;color:var(--ink);font-weight:600}
.soft{color:var(--soft)}
.table,.map{overflow-x:auto}
.table:focus-visible,.map:focus-visible{outline-offset:0}
table{border-collapse:collapse;min-width:min(100%,44rem);max-width:100%;margin:.5rem 0 1.25rem;font-size:.95rem;line-height:1.45}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
thead th{color:var(--soft);font-weight:600;font-size:.85rem;border-bottom-width:2px;overflow-wrap:normal;vertical-align:bottom}
tbody th{color:var(--ink);font-weight:600;min-width:9rem;max-width:18rem;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
td.number{white-space:nowrap;font-variant-numeric:tabular-nums}
.number{text-align:right;padding-left:.9rem}
thead .number{min-width:5.5rem}
td ul{margin:0;padding-left:1.1rem}
.tag{display:inline-block;white-space:nowrap;border:1px solid var(--line);border-radius:.2rem;padding:0 .4rem;font-size:.85rem;line-height:1.5}
.tag.direct{border-color:var(--exposed);color:var(--exposed);font-weight:600}
.tag.more{border-color:var(--ink);color:var(--ink);font-weight:600}
.small{display:block;font-size:.85rem;color:var(--soft)}
details{margin:.5rem 0 1rem}
summary{cursor:pointer;color:var(--ink);font-weight:600;padding:.35rem 0;min-height:24px}
dl{display:grid;gap:.1rem;margin:.5rem 0 1.25rem}
dl div{display:grid;grid-template-columns:minmax(12rem,20rem) 1fr;gap:.1rem 1.5rem;border-bottom:1px solid var(--line);padding:.4rem 0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
code{font:.92em/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.steps{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}
.steps li{border:1px solid var(--line);border-left:.25rem solid var(--ink);padding:.3rem .7rem;background:var(--wash)}
.map svg{display:block;margin:.5rem 0 1rem;max-width:none;font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.map .name{fill:var(--text)}
.map .share{fill:var(--text);font-variant-numeric:tabular-nums}
.map .bar{fill:var(--exposed)}
.map .track{fill:var(--wash)}
.map .dot{fill:var(--faint)}
.map .dot.in{fill:var(--ink)}
.map .link{stroke:var(--ink);stroke-width:3}
.map .stripe{fill:var(--wash)}
@media screen and (max-width:44rem){
table,thead,tbody,tr,th,td{display:block;width:auto}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody tr{border-bottom:1px solid var(--line);padding:.6rem 0}
th,td,td:last-child{border:0;padding:.1rem 0;max-width:none}
td::before{content:attr(data-head) "\\00a0\\2002";color:var(--soft);font-size:.85rem}
td.number{text-align:left;white-space:normal;padding-left:0}
table{min-width:0}
dl div{grid-template-columns:1fr}
.verdict{padding:1rem}}
@media print{@page{size:A4;margin:16mm 14mm}
:root{--paper:#fff;--ink:#16324f;--text:#111;--soft:#444;--line:#bbb;--wash:#f3f6f9;--exposed:#c8321e;--exposed-wash:#fff;--wait:#8a5a00;--wait-wash:#fff;--faint:#d5dde5}
body{font-size:10pt;line-height:1.4}header,main,footer{max-width:none;padding-left:0;padding-right:0}
.skip,summary::marker{display:none}.table,.map{overflow:visible}.map svg{max-width:100%;height:auto}
table{font-size:8.5pt;min-width:100%}tbody th{min-width:5.5rem}thead .number{min-width:0}th,td{padding-right:.5rem}.small,.tag,thead th{font-size:7.5pt}tr,li,.verdict,svg{break-inside:avoid}h2,h3{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details::details-content{content-visibility:visible;block-size:auto;display:block}}
`
