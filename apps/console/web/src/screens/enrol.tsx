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
type Part = keyof typeof BLANK

/** What is missing or cannot be right, before the device is asked for a key that would then be good for nothing. */
function isWrong(part: Part, said: string): boolean {
  return part === 'email' ? !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(said.trim()) : said.trim() === ''
}

/** A one-time code becomes a named officer with a passkey of their own. */
export function Enrol() {
  const { w } = useSpeech()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [said, setSaid] = useState(BLANK)
  const [tried, setTried] = useState(false)
  const wrong = (part: Part) => (tried && isWrong(part, said[part]) ? w.enrol.wrong[part] : null)
  const put = (part: Part) => (value: string) => setSaid(before => ({ ...before, [part]: value }))
  const enrolling = useDeed(
    async () => {
      const code = said.code.trim()
      const { options } = await ask<{ options: CreationOptions }>('POST', '/enrolment/options', { code })
      const email = said.email.trim()
      await ask('POST', '/enrolment', { ...said, code, email, response: await makePasskey(options) })
    },
    async () => {
      await client.resetQueries()
      await navigate({ to: '/' })
    },
  )
  const press = () => {
    setTried(true)
    if ((Object.keys(BLANK) as Part[]).some(part => isWrong(part, said[part]))) return
    if (!enrolling.isPending) enrolling.mutate(undefined)
  }
  return (
    <Door>
      <Heading title={w.enrol.title} lead={w.enrol.lead} />
      <form
        onSubmit={event => {
          event.preventDefault()
          press()
        }}
      >
        <Field
          label={w.enrol.code}
          hint={w.enrol.codeHint}
          value={said.code}
          change={put('code')}
          autoComplete="one-time-code"
          error={wrong('code')}
        />
        <Field
          label={w.enrol.name}
          hint={w.enrol.nameHint}
          value={said.name}
          change={put('name')}
          autoComplete="name"
          error={wrong('name')}
        />
        <Field
          label={w.enrol.email}
          hint={w.enrol.emailHint}
          value={said.email}
          change={put('email')}
          type="email"
          autoComplete="email"
          error={wrong('email')}
        />
        <Field
          label={w.enrol.label}
          hint={w.enrol.labelHint}
          value={said.label}
          change={put('label')}
          error={wrong('label')}
        />
        <RefusalNote fault={enrolling.error} />
        <Act look="main" press={press} busy={enrolling.isPending} hint={w.enrol.afterwards}>
          {w.enrol.press}
        </Act>
      </form>
      <p className="apart">
        <Link to="/sign-in">{w.enrol.haveOne}</Link>
      </p>
    </Door>
  )
}
