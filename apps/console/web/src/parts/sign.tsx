import { useState } from 'react'
import type { PendingDocument, Reasons } from '#officers'
import { ask, ofTenant, Refused } from '../api/client.ts'
import { signDocumentWithPasskey } from '../api/passkeys.ts'
import { useAlerts, useDeed, useOfficers, useSession } from '../api/queries.ts'
import { roleIn } from '../shell/body.tsx'
import { type Speech, useSpeech } from '../words/words.tsx'
import { Act } from './act.tsx'
import { useDigest } from './digest.ts'
import { Hash, Pips, useWho, When } from './facts.tsx'
import { Field } from './field.tsx'
import { RefusalNote } from './refusal.tsx'

type RequestOptions = Parameters<typeof signDocumentWithPasskey>[0]
type Approved = Readonly<{ document: PendingDocument; published: boolean }>

/**
 * Where an officer signs a document: what they sign in words (`says`), its hash as this browser computes it, who signed before, the
 * reasons that are asked for, and the button. `blocked`: something in it was judged “do not publish”.
 */
export function SignPanel(
  props: Readonly<{
    document: PendingDocument
    tenant: string
    says: string
    blocked: boolean
    /** Told what came of the signature, where the panel itself goes away with it. */
    done?: (words: string) => void
  }>,
) {
  const { document, tenant } = props
  const { w } = useSpeech()
  const digest = useDigest(document.body)
  const who = useWho(tenant)
  const have = document.approvals.length
  return (
    <section className="sign" aria-labelledby="sign">
      <h2 id="sign">{w.sign.title}</h2>
      <p className="label">{w.sign.what}</p>
      <p className="order-words">{props.says}</p>
      {digest && (
        <p className="order-hash">
          <Hash value={digest} /> <small className="soft">{w.sign.computed}</small>
        </p>
      )}
      <Pips have={have} all={have + document.missing} />
      <ul className="bare">
        {document.approvals.map(one => (
          <li key={one.officer}>
            {who(one.officer)}, <When at={one.at} />
            {[one.reasons.despiteVerdict, one.reasons.despiteAlert]
              .filter(text => text !== null)
              .map(text => (
                <blockquote key={text}>{text}</blockquote>
              ))}
          </li>
        ))}
      </ul>
      <SignForm {...props} digest={digest} />
    </section>
  )
}

type Formed = Readonly<{
  document: PendingDocument
  tenant: string
  blocked: boolean
  digest: string | null
  done?: (words: string) => void
}>

function SignForm({ document, tenant, blocked, digest, done }: Formed) {
  const speech = useSpeech()
  const { w } = speech
  const alert = useAlerts(tenant).data?.some(one => one.closedAt === null) ?? false
  const isManifest = document.body.kind === 'zones/manifest'
  const [said, setSaid] = useState({ despiteVerdict: '', despiteAlert: '' })
  const [tried, setTried] = useState(false)
  const came = (answer: Approved) => (answer.published && isManifest ? w.sign.published : w.sign.done)
  const signing = useDeed(
    (reasons: Reasons) => approve(tenant, document, reasons),
    answer => done?.(came(answer)),
  )
  const wanted = missingReason(signing.error)
  const asks = {
    despiteVerdict: isManifest && (blocked || wanted.includes('despiteVerdict')),
    despiteAlert: isManifest && (alert || wanted.includes('despiteAlert')),
  }
  const missing = (name: 'despiteVerdict' | 'despiteAlert') => asks[name] && said[name].trim() === ''
  const reason = useWhyNot(document, tenant, digest, speech)
  const press = () => {
    setTried(true)
    if (missing('despiteVerdict') || missing('despiteAlert')) return
    const given = (name: 'despiteVerdict' | 'despiteAlert') => (asks[name] ? said[name].trim() : null)
    signing.mutate({ despiteVerdict: given('despiteVerdict'), despiteAlert: given('despiteAlert') })
  }
  if (signing.data) return <Done words={came(signing.data)} />
  return (
    <div className="sign-form">
      {reason === null &&
        (['despiteVerdict', 'despiteAlert'] as const)
          .filter(name => asks[name])
          .map(name => (
            <Field
              key={name}
              long
              label={w.sign[name]}
              hint={w.sign.reasonHint}
              value={said[name]}
              change={text => setSaid(before => ({ ...before, [name]: text }))}
              error={tried && missing(name) ? w.sign.reasonMissing : null}
            />
          ))}
      <RefusalNote fault={signing.error} />
      <Act
        look="main"
        press={press}
        busy={signing.isPending}
        reason={reason}
        {...(reason === null && document.missing === 1 ? { hint: isManifest ? w.sign.last : w.sign.lastAtOnce } : {})}
      >
        {w.sign.press}
      </Act>
    </div>
  )
}

/** Which reason the private zone asked for, where it refused for want of one: an alert may be younger than this screen. */
function missingReason(fault: unknown): string {
  if (!(fault instanceof Refused) || fault.refusal.code !== 'release/reason-missing') return ''
  return fault.refusal.expected
}

/** That it was signed, read out. */
export function Done({ words }: Readonly<{ words: string }>) {
  return (
    <p className="done" role="status">
      {words}
    </p>
  )
}

async function approve(tenant: string, { digest, body }: PendingDocument, reasons: Reasons): Promise<Approved> {
  const options = await ask<RequestOptions>('POST', ofTenant(tenant, 'documents', digest, 'options'), {})
  const response = await signDocumentWithPasskey(options, body)
  return ask<Approved>('POST', ofTenant(tenant, 'documents', digest, 'approvals'), { response, reasons })
}

/** Why this officer cannot sign this document now; null when they can. */
function useWhyNot(document: PendingDocument, tenant: string, digest: string | null, { w }: Speech): string | null {
  const session = useSession().data
  const officers = useOfficers(tenant).data
  if (document.state === 'stale') return w.documents.stale
  if (document.state === 'complete') return w.sign.complete
  if (digest === null) return w.sign.computing
  if (digest !== document.digest) return w.sign.differs
  const me = session?.officer.id ?? ''
  if (document.approvals.some(one => one.officer === me)) return w.sign.already
  if (roleIn(session, tenant) === 'auditor') return w.sign.auditor
  const keys = officers?.find(one => one.id === me)?.keys ?? []
  const listed = document.body.kind === 'zones/root' ? document.body.officers.some(one => one.person === me) : false
  const counts = keys.length === 0 || keys.some(key => key.counts.includes(tenant))
  return counts || listed ? null : w.sign.noKey
}
