/** The answer in the forms in which it leaves: one screen, one page, one document, one log for code scanners. */
export { columnsThatMatter, worstFirst } from './report-choice.ts'
export { htmlReport } from './report-html.ts'
export { jsonReport } from './report-json.ts'
export { type TextOptions, textReport } from './report-text.ts'
export { sarifReport } from './sarif.ts'
export { kindName } from './words/kinds.ts'
export { sentence, wordsIn } from './words/words.ts'
