import type { Reason } from '#detect'
import type { Lang } from '#kernel'
import type { Inspection } from './inspection.ts'
import { sentence } from './words/words.ts'

// DEL, C1 controls, direction marks and line separators are legal in JSON text but would act on a terminal.
const ACTING = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/**
 * The answer as one JSON document (docs/formats/inspection.md), indented by two, ended by a line feed. Each reason carries its
 * sentence in `lang` beside its code. Names are exact once parsed; the text itself is safe to print.
 */
export function jsonReport(inspection: Inspection, lang: Lang): string {
  const text = JSON.stringify(
    inspection,
    (_, value) => (isReason(value) ? { ...value, text: sentence(value, lang) } : value),
    2,
  )
  return `${text.replace(ACTING, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

function isReason(value: unknown): value is Reason {
  return typeof value === 'object' && value !== null && 'code' in value && 'facts' in value && !('text' in value)
}
