import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { makePasskey } from '../api/passkeys.ts'
import { useDeed } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Heading } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { Door } from '../shell/door.tsx'
import { useSpeech } from '../words/words.tsx'

type CreationOptions = Parameters<typeof makePasskey>[0]
const BLANK = { code: '', name: '', email: '', label: '' }

/** A one-time code becomes a named officer with a passkey of their own. */
export function Enrol() {
  const { w } = useSpeech()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [said, setSaid] = useState(BLANK)
  const put = (part: keyof typeof BLANK) => (value: string) => setSaid(before => ({ ...before, [part]: value }))
  const enrolling = useDeed(
    async () => {
      const code = said.code.trim()
      const { options } = await ask<{ options: CreationOptions }>('POST', '/enrolment/options', { code })
      await ask('POST', '/enrolment', { ...said, code, response: await makePasskey(options) })
    },
    async () => {
      await client.resetQueries()
      await navigate({ to: '/' })
    },
  )
  return (
    <Door>
      <Heading title={w.enrol.title} lead={w.enrol.lead} />
      <form
        onSubmit={event => {
          event.preventDefault()
          if (!enrolling.isPending) enrolling.mutate(undefined)
        }}
      >
        <Field
          label={w.enrol.code}
          hint={w.enrol.codeHint}
          value={said.code}
          change={put('code')}
          autoComplete="one-time-code"
        />
        <Field
          label={w.enrol.name}
          hint={w.enrol.nameHint}
          value={said.name}
          change={put('name')}
          autoComplete="name"
        />
        <Field
          label={w.enrol.email}
          hint={w.enrol.emailHint}
          value={said.email}
          change={put('email')}
          type="email"
          autoComplete="email"
        />
        <Field label={w.enrol.label} hint={w.enrol.labelHint} value={said.label} change={put('label')} />
        <RefusalNote fault={enrolling.error} />
        <Act look="main" press={() => enrolling.mutate(undefined)} busy={enrolling.isPending} hint={w.enrol.afterwards}>
          {w.enrol.press}
        </Act>
      </form>
      <p className="apart">
        <Link to="/sign-in">{w.enrol.haveOne}</Link>
      </p>
    </Door>
  )
}
