import type { Inspection } from './inspection.ts'

// DEL, C1 controls, direction marks and line separators are legal in JSON text but would act on a terminal.
const ACTING = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/**
 * The answer as one JSON document (docs/formats/inspection.md), indented by two, ended by a line feed. Names are exact once
 * parsed; the text itself is safe to print.
 */
export function jsonReport(inspection: Inspection): string {
  const text = JSON.stringify(inspection, null, 2)
  return `${text.replace(ACTING, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}
