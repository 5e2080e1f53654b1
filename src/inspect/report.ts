/** The answer in the forms in which it leaves: one screen, one page, one document, one log for code scanners. */
export { columnsThatMatter, worstFirst } from './report-choice.ts'
export { htmlReport } from './report-html.ts'
export { jsonReport } from './report-json.ts'
/** The house's page, for reports of other rooms: markup that escapes, tables that fold, the look. */
export {
  type CellOfPage,
  factsOf,
  figure,
  paragraph,
  safe as markupSafe,
  section,
  tableOf,
} from './report-markup.ts'
export { STYLE as REPORT_STYLE } from './report-style.ts'
export { type TextOptions, textReport } from './report-text.ts'
export { sarifReport } from './sarif.ts'
export { printable, shortened } from './words/printable.ts'
export { type Say, sayIn } from './words/say.ts'
export { sentence, wordsIn } from './words/words.ts'
