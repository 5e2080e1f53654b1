import type { Refusal } from '#kernel'
import { Refused } from '../api/client.ts'
import { refusalWords } from '../words/refusals.ts'
import { useSpeech } from '../words/words.tsx'

/** Why something was not done, in the officer's language, with the code for whoever helps. Read out when it appears. */
export function RefusalNote({ fault }: Readonly<{ fault: unknown }>) {
  const { w, lang } = useSpeech()
  if (!fault) return null
  const refusal = refusalOf(fault)
  return (
    <div className="refusal" role="alert">
      <strong>{refusalWords(refusal ?? { code: 'console/status-500' }, lang, w)}</strong>
      {refusal && <small className="soft block">{w.refusedCode(refusal.code)}</small>}
    </div>
  )
}

function refusalOf(fault: unknown): Refusal | null {
  if (fault instanceof Refused) return fault.refusal
  if (typeof fault === 'object' && fault !== null && 'code' in fault) return fault as Refusal
  return null
}
