import type { Role } from '#officers'
import type { HoldReason } from '#zones'
import type { Unasked } from './asking.ts'
import { one } from './opened.ts'
import type { Asking } from './run.ts'

const REASONS: readonly HoldReason[] = ['personal-data', 'wrong-data', 'security', 'legal', 'other']
const ROLES: readonly Role[] = ['administrator', 'officer', 'auditor']

/** The class of reason that `--reason` gives. */
export function reasonOf({ values, words }: Asking): HoldReason | Unasked {
  const typed = one(values, 'reason')
  return (
    REASONS.find(reason => reason === typed) ?? { kind: 'unasked', sentence: words.wall.badReason(REASONS.join(', ')) }
  )
}

/** The role that `--role` gives. */
export function roleOf({ values, words }: Asking): Role | Unasked {
  const typed = one(values, 'role')
  return ROLES.find(role => role === typed) ?? { kind: 'unasked', sentence: words.wall.badRole(ROLES.join(', ')) }
}
