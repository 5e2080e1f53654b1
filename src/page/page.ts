/** How is what people read written: numbers, names from outside, a page's markup and its look? */

export { french } from './french.ts'
export { type CellOfPage, factsOf, figure, markupSafe, paragraph, section, tableOf } from './markup.ts'
export { printable, shortened } from './printable.ts'
export { type Say, sayIn } from './say.ts'
export { REPORT_STYLE } from './style.ts'
