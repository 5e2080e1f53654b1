import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Officer } from '#officers'
import { ask } from '../api/client.ts'
import { makePasskey } from '../api/passkeys.ts'
import { useDeed, useSession } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Heading } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { KeyLine } from '../parts/key-line.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { useSpeech } from '../words/words.tsx'

type CreationOptions = Parameters<typeof makePasskey>[0]

/** One's own account: the keys, another key for the day when one is lost, an invitation to another body. */
export function Account() {
  const { w } = useSpeech()
  const session = useSession().data
  const account = useQuery({
    queryKey: ['account'],
    queryFn: () => ask<Officer | null>('GET', '/account'),
  })
  return (
    <>
      <Heading title={session?.officer.name ?? w.account.title} lead={w.account.lead} />
      <section>
        <h2>{w.officers.keys}</h2>
        <Loaded from={account}>{one => <OwnKeys officer={one} />}</Loaded>
      </section>
      <AddKey />
      <TakeUp />
    </>
  )
}

function OwnKeys({ officer }: Readonly<{ officer: Officer | null }>) {
  const { w } = useSpeech()
  const dropping = useDeed((key: string) => ask('DELETE', `/account/keys/${key}`))
  const keys = officer?.keys ?? []
  return (
    <>
      <RefusalNote fault={dropping.error} />
      <ul className="keys-of">
        {keys.map(key => (
          <li key={key.key} className="own-key">
            <KeyLine owned={key} counts={key.counts.length > 0} />
            {keys.length > 1 && (
              <Act
                look="quiet"
                press={() => dropping.mutate(key.key)}
                busy={dropping.isPending && dropping.variables === key.key}
              >
                {w.account.drop}
              </Act>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function AddKey() {
  const { w } = useSpeech()
  const [label, setLabel] = useState('')
  const adding = useDeed(
    async () => {
      const options = await ask<CreationOptions>('POST', '/account/keys/options', {})
      await ask('POST', '/account/keys', { label: label.trim(), response: await makePasskey(options) })
    },
    () => setLabel(''),
  )
  return (
    <section>
      <h2>{w.account.add}</h2>
      <p className="soft">{w.account.addHint}</p>
      <Field label={w.enrol.label} hint={w.enrol.labelHint} value={label} change={setLabel} />
      <RefusalNote fault={adding.error} />
      <Act
        press={() => adding.mutate(undefined)}
        busy={adding.isPending}
        reason={label.trim() ? null : w.account.nameIt}
      >
        {w.account.addPress}
      </Act>
    </section>
  )
}

function TakeUp() {
  const { w } = useSpeech()
  const [code, setCode] = useState('')
  const taking = useDeed(
    () => ask('POST', '/account/invitations', { code: code.trim() }),
    () => setCode(''),
  )
  return (
    <section>
      <h2>{w.account.invitation}</h2>
      <p className="soft">{w.account.invitationHint}</p>
      <Field label={w.enrol.code} value={code} change={setCode} autoComplete="one-time-code" />
      <RefusalNote fault={taking.error} />
      <Act press={() => taking.mutate(undefined)} busy={taking.isPending}>
        {w.account.invitationPress}
      </Act>
    </section>
  )
}
