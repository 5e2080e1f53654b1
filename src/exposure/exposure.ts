/** Who took what, and how far does the evidence reach? */

export * from './contract.ts'
export type {
  ClientClass,
  ClientFigures,
  Coverage,
  Exposure,
  Figure,
  Note,
  NoteCode,
  ObjectFigures,
  PeopleFigures,
  Reach,
  TimelineStep,
} from './counting/document.ts'
export { FIGURES, NOTE_CODES } from './counting/document.ts'
export { type ReconstructOptions, reconstruct } from './counting/reconstruct.ts'
export { type ExposureVerification, type VerifyOptions, verifyExposure } from './counting/verify.ts'
export { exposureWords, noteIn, type Words as ExposureWords } from './counting/words/words.ts'
export { crawlerRangesIn } from './crawler-ranges.ts'
export { type ReadOptions, readLogs } from './reading/read-logs.ts'
export {
  documentOf,
  exposurePage,
  exposureScreen,
  factSheetPage,
  factSheetPdf,
  pageCheckOf,
  timelineFile,
} from './report/forms.ts'
export type { PageCheck } from './report/page-check.ts'
export type { ScreenOptions } from './report/screen.ts'
