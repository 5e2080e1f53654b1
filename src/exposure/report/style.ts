/**
 * What the exposure report adds to the look of the house: the picture in lanes. Text at least 4.5:1 on paper, marks 3:1, in light
 * and dark; kinds of access have a lane each, so that no colour carries a meaning alone.
 */

type Tones = Readonly<Record<string, string>>

/** The tones of the house, as its pages have them, for a picture that stands alone. */
const LIGHT: Tones = {
  paper: '#fff',
  ink: '#16324f',
  text: '#1c2733',
  soft: '#4d5d6d',
  line: '#c9d2db',
  wash: '#f3f6f9',
  exposed: '#c8321e',
  wait: '#8a5a00',
  'wait-wash': '#fdf6e7',
}
const DARK: Tones = {
  paper: '#0e1822',
  ink: '#b9d4ef',
  text: '#e4eaf0',
  soft: '#a5b4c3',
  line: '#33475a',
  wash: '#15222f',
  exposed: '#ff8571',
  wait: '#f0b64a',
  'wait-wash': '#2a2212',
}

/** The style of the picture without variables, which few programs know outside browsers: light, and dark where it is asked for. */
export function standaloneStyle(): string {
  const ground = '.timeline{background:var(--paper)}'
  return `${inTones(ground + TIMELINE_STYLE, LIGHT)}@media (prefers-color-scheme:dark){${inTones(ground + TIMELINE_STYLE, DARK)}}`
}

/** The same on paper: light, in the letters that the sheet is set in. */
export function printStyle(font: string): string {
  return inTones(TIMELINE_STYLE, LIGHT)
    .replace(/font:600 14px [^}]*/, `font-family:"${font}";font-weight:600;font-size:17px`)
    .replace('font-size:12.5px', 'font-size:15px')
}

function inTones(style: string, tones: Tones): string {
  return style.replace(/var\(--([a-z-]+)\)/g, (_, name: string) => tones[name])
}

export const TIMELINE_STYLE = `
.timeline{font:600 14px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.timeline text{fill:var(--text)}
.timeline .under,.timeline .hour,.timeline .day{font-weight:400;font-size:12.5px;fill:var(--soft);font-variant-numeric:tabular-nums}
.timeline .day{fill:var(--text)}
.timeline .heading{font-size:17px}
.timeline .base{stroke:var(--line);stroke-width:1}
.timeline .whole,.timeline .partial,.timeline .taken{fill:var(--exposed)}
.timeline .probes{fill:var(--soft)}
.timeline .reachable{fill:none;stroke:var(--exposed);stroke-width:1.5}
.timeline .track{fill:var(--wash)}
.timeline .log{fill:var(--ink)}
.timeline .pause{fill:var(--paper)}
.timeline .gap{fill:var(--wait-wash)}
.timeline .hatched{stroke:var(--wait);stroke-width:1}
.timeline .hatch{stroke:var(--wait);stroke-width:2.4}
.timeline .shade{fill:var(--wait-wash)}
`

export const REPORT_EXTRA = `${TIMELINE_STYLE}
.picture{margin:.75rem 0 1rem}
.picture svg{display:block;max-width:100%;height:auto}
.picture .narrow{display:none}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.9rem;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:.45rem}
.legend .strip{width:22px;height:12px;margin:0}
.strip{display:block;position:relative;height:6px;margin-top:.3rem;max-width:11rem;background:var(--ink)}
.strip i{position:absolute;top:0;bottom:0;min-width:2px;background:repeating-linear-gradient(135deg,var(--wait) 0 2px,var(--wait-wash) 2px 5px);outline:1px solid var(--wait);outline-offset:-1px}
#coverage~.table tbody th,#inputs~.table tbody td:nth-child(2){min-width:9.5rem}
#inputs~.table .hash{display:block;width:32ch;max-width:100%}
#inputs~.table tbody th{min-width:min(17rem,100%)}
.figures thead th{white-space:nowrap}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--wash);padding:.6rem .9rem}
.on-paper{display:none}
p,li,td,th{overflow-wrap:anywhere}
tbody td{min-width:5rem}
.hash{font-size:.8rem;color:var(--soft)}
td .when{white-space:nowrap;font-variant-numeric:tabular-nums}
.figures td.number{font-size:1.1rem;color:var(--ink);font-weight:600}
.figures tr.soft th,.figures tr.soft td{font-weight:400}
.keep{border-left:.35rem solid var(--wait);background:var(--wait-wash);padding:.5rem 1rem}
@media screen and (max-width:48rem){.picture .wide{display:none}.picture .narrow{display:block}}
@media print{thead{break-after:avoid}#coverage~.table tbody th,#inputs~.table tbody td:nth-child(2){min-width:6rem}#coverage~.table tbody td:last-child{min-width:11rem}details:not([open])::details-content{display:none}details:not([open])+.on-paper{display:block}}
`
