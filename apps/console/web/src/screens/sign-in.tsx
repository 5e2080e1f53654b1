import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { ask, Refused } from '../api/client.ts'
import { signWithPasskey } from '../api/passkeys.ts'
import { useDeed } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Heading } from '../parts/facts.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { Door } from '../shell/door.tsx'
import { REFUSALS } from '../words/refusals.ts'
import { useSpeech } from '../words/words.tsx'

type RequestOptions = Parameters<typeof signWithPasskey>[0]

/** The door: one button, the passkey of the device says who it is. */
export function SignIn() {
  const { w } = useSpeech()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { hash, search } = useLocation()
  const entering = useDeed(
    async () => {
      const options = await ask<RequestOptions>('POST', '/session/options', {})
      await ask('POST', '/session', { response: await signWithPasskey(options) })
    },
    async () => {
      await client.resetQueries()
      await navigate({ to: '/' })
    },
  )
  return (
    <Door>
      <Heading title={w.signIn.title} lead={hash === 'ended' ? w.signIn.ended : w.signIn.lead} />
      <RefusalNote fault={entering.error ?? refusedElsewhere(search)} />
      {entering.error instanceof Refused && entering.error.refusal.code === 'officers/first-factor' && (
        <p>
          <a className="button" href="/api/oidc/begin">
            {w.account.other}
          </a>
        </p>
      )}
      <Act look="main" press={() => entering.mutate(undefined)} busy={entering.isPending}>
        {w.signIn.press}
      </Act>
      <p className="apart">
        {w.signIn.first} <Link to="/enrol">{w.signIn.enrol}</Link>
      </p>
    </Door>
  )
}

/** What an address says that another sign-in service was refused for; only a code that the console has words for, for anybody can write an address. */
function refusedElsewhere(search: object): Readonly<{ code: string }> | null {
  const code = 'refused' in search ? search.refused : null
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? { code } : null
}
