/**
 * The look of the public pages: ink blue on paper white, system fonts, lines of 66 characters. Vermilion is kept for exposure
 * and green for what is verified: neither stands here. Text has 4.5:1 against its ground and marks 3:1, in light and dark.
 */
export const STYLE = `:root{color-scheme:light dark;--paper:#fff;--ink:#16324f;--text:#1c2733;--soft:#4d5d6d;--line:#c9d2db;--wash:#f3f6f9;
--series-1:#16324f;--series-2:#4f86b5;--series-3:#8a5a9e;--series-4:#7a6a2f;--series-5:#737b84;--series-6:#b0568a}
@media (prefers-color-scheme:dark){:root{--paper:#0e1822;--ink:#b9d4ef;--text:#e4eaf0;--soft:#a5b4c3;--line:#33475a;--wash:#15222f;
--series-1:#b9d4ef;--series-2:#5f97c9;--series-3:#c39ad6;--series-4:#c9b86e;--series-5:#8b98a5;--series-6:#e08fbd}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;border-top:.375rem solid var(--ink);background:var(--paper);color:var(--text);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
.bar,main{max-width:64rem;margin:0 auto;padding:0 1.25rem}
header{border-bottom:1px solid var(--line)}
header .bar{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 2rem;padding-top:.75rem;padding-bottom:.75rem}
header ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0;padding:0}
header a,footer a{display:inline-block;padding:.25rem 0}
.body{font-weight:700;font-size:1.1875rem;color:var(--ink);text-decoration:none;margin-right:auto}
.body:hover{text-decoration:underline}
header nav a,.language{border-bottom:3px solid transparent}
nav a[aria-current]{font-weight:600;color:var(--text);text-decoration:none;border-color:var(--ink)}
main{padding-top:1.5rem;padding-bottom:4rem;min-height:60vh}
footer{border-top:1px solid var(--line);background:var(--wash);font-size:.9375rem}
footer .bar{padding-top:1.5rem;padding-bottom:2rem}
footer ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
h1,h2,h3{color:var(--ink);line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:clamp(1.75rem,1.4rem + 1.8vw,2.5rem);margin:.5rem 0 .75rem;letter-spacing:-.01em}
h1 .part{font-weight:400}
h2{font-size:1.375rem;margin:2.75rem 0 .75rem}
h3{font-size:1.125rem;margin:0}
h1,h2,h3,a,th,td,dd,li{unicode-bidi:isolate}
p,ul,ol,.notice{max-width:66ch;margin:.5rem 0 1rem}
li{margin:.25rem 0}
.lead{font-size:1.1875rem;line-height:1.55;max-width:62ch;margin-bottom:1.25rem}
.soft{color:var(--soft);font-size:.9375rem}
a{color:var(--ink);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:3px}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.more{font-weight:600;display:inline-block;padding:.25rem 0}
.trail ol{list-style:none;display:flex;flex-wrap:wrap;gap:0 .5rem;margin:0;padding:0;font-size:.9375rem;max-width:none}
.trail li{margin:0}.trail li+li::before{content:"›";color:var(--soft);margin-right:.5rem}
.trail a{display:inline-block;padding:.125rem 0}
.cards{list-style:none;padding:0;max-width:none;border-top:1px solid var(--line)}
.cards li{border-bottom:1px solid var(--line);padding:1rem 0;margin:0}
.cards p{margin:.25rem 0}
.letters{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem;padding:0}
.letters li{margin:0}.letters a{display:block;min-width:2rem;padding:.2rem .5rem;text-align:center;border:1px solid var(--line);border-radius:.2rem;text-decoration:none;font-weight:600}
.index{list-style:none;padding:0;max-width:none}
.index li{border-bottom:1px solid var(--line);padding:.5rem 0;margin:0;display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between}
.facts{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;margin:0 0 1.5rem;padding:1rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
dt{color:var(--soft);font-size:.9375rem}dd{margin:0;font-weight:600}
.notice{border-left:.375rem solid var(--ink);background:var(--wash);padding:.75rem 1.25rem;margin:1.25rem 0}
.notice p{margin:.25rem 0}.notice h2{margin:.25rem 0}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.9375rem;line-height:1.45}
th,td{text-align:left;vertical-align:top;padding:.5rem 1.25rem .5rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line)}
tbody th{font-weight:600;overflow-wrap:anywhere}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.files tbody th{font-weight:400}.files code{font-size:.75rem}.files .file{font-weight:600}
code{font:.8125rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.versions tbody th,.versions td:nth-child(2){white-space:nowrap}
.scroll{overflow:auto;max-height:32rem;border:1px solid var(--line);margin:.5rem 0 1rem}
.cells{margin:0;border-collapse:separate;border-spacing:0;font-size:.875rem}
.cells th,.cells td,.cells th:last-child,.cells td:last-child{padding:.35rem .75rem;overflow-wrap:normal}
.cells td{max-width:24rem;white-space:pre-wrap;min-width:4rem}
.cells .number{white-space:nowrap}
.cells th{white-space:nowrap}
.cells thead th{position:sticky;top:0;background:var(--wash);color:var(--text)}
.cells tbody tr:last-child td{border-bottom:0}
figure{margin:.5rem 0 1rem}
figcaption{max-width:66ch;margin-bottom:.75rem}
figure>svg{display:block;max-width:100%;height:auto;font-family:inherit}
figure>svg text{white-space:pre}
.narrow,figure>.narrow{display:none}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;font-size:.9375rem}
.legend svg{vertical-align:-.1em;margin-right:.25rem}
details{margin:.75rem 0}
summary{cursor:pointer;color:var(--ink);font-weight:600;padding:.25rem 0;width:fit-content}
.address{overflow-wrap:anywhere}
.choice main{padding-top:10vh}
.choice h1 span{display:block;font-weight:400}
.choice section{border-top:1px solid var(--line);padding:1rem 0}.choice h2{margin:.5rem 0}
@media (max-width:44rem){
figure>.wide{display:none}figure>.narrow{display:block}
.stacked,.stacked tbody,.stacked tr,.stacked th,.stacked td{display:block}
.stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacked tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.stacked th,.stacked td{border:0;padding:.1rem 0;text-align:left;white-space:normal}
.facts{gap:.5rem 2rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#16324f;--text:#111;--soft:#444;--line:#bbb;--wash:#fff}
@page{margin:16mm 14mm}
body{font-size:10pt;border:0}.skip,header nav,.language,footer ul,.trail,summary{display:none}
.scroll{overflow:visible;max-height:none;border:0}.cells thead th{position:static}
tr,svg,.notice{break-inside:avoid}h2,h3{break-after:avoid}
a[href^="https"]::after{content:" (" attr(href) ")";font-size:.85em}
details::details-content{content-visibility:visible;block-size:auto;display:block}}
`
