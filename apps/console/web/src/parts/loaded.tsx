import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpeech } from '../words/words.tsx'
import { Act } from './act.tsx'
import { RefusalNote } from './refusal.tsx'

/** What was asked for, once it is there; before that that it is loading, or why it does not come. */
export function Loaded<T>({
  from,
  children,
}: Readonly<{ from: UseQueryResult<T>; children: (value: T) => ReactNode }>) {
  const { w } = useSpeech()
  if (from.data !== undefined) return children(from.data)
  if (!from.error) return <p className="soft loading">{w.common.loading}</p>
  return (
    <>
      <RefusalNote fault={from.error} />
      <Act press={() => from.refetch()}>{w.common.again}</Act>
    </>
  )
}
