import type { Role } from './contract.ts'

/** One policy: who may ask for what, and how long anything lasts. What is not written here is refused. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Everything that anybody can ask of a tenant: `see` changes nothing, all others do. A closed list. */
export const ACTS = [
  'wall.see',
  'candidate.see',
  'candidate.receive',
  'candidate.cancel',
  'release.see',
  'release.propose',
  'release.reject',
  'release.withdraw',
  'document.see',
  'document.draft',
  'document.approve',
  'hold.see',
  'hold.place',
  'hold.lift',
  'alert.see',
  'alert.open',
  'alert.close',
  'officers.see',
  'officers.signals',
  'officers.invite',
  'officers.change',
  'officers.end-sessions',
  'officers.recover',
  'officers.forget',
  'ledger.see',
] as const

/** Something that somebody asks for. */
export type OfficerAct = (typeof ACTS)[number]

const EVERYBODY: readonly Role[] = ['administrator', 'officer', 'auditor']
const SIGNERS: readonly Role[] = ['administrator', 'officer']
const ADMINISTRATORS: readonly Role[] = ['administrator']

/**
 * Which roles may ask for what. [Note: no bypass] A role lets somebody ask; what takes two signatures is decided by the newest root
 * and the signatures alone, whatever the role.
 */
export const POLICY: Readonly<Record<OfficerAct, readonly Role[]>> = {
  'wall.see': EVERYBODY,
  'candidate.see': EVERYBODY,
  'candidate.receive': SIGNERS,
  'candidate.cancel': SIGNERS,
  'release.see': EVERYBODY,
  'release.propose': SIGNERS,
  'release.reject': SIGNERS,
  'release.withdraw': SIGNERS,
  'document.see': EVERYBODY,
  'document.draft': SIGNERS,
  'document.approve': SIGNERS,
  'hold.see': EVERYBODY,
  'hold.place': SIGNERS,
  'hold.lift': SIGNERS,
  'alert.see': EVERYBODY,
  'alert.open': SIGNERS,
  'alert.close': SIGNERS,
  'officers.see': EVERYBODY,
  'officers.signals': EVERYBODY,
  'officers.invite': ADMINISTRATORS,
  'officers.change': ADMINISTRATORS,
  'officers.end-sessions': ADMINISTRATORS,
  'officers.recover': SIGNERS,
  'officers.forget': ADMINISTRATORS,
  'ledger.see': EVERYBODY,
}

/** How long things last and how often they may be tried. Each too short is a nuisance, too long lets a stranger in: the second is worse. */
export const LIMITS = {
  /** OWASP ASVS 5.0.0, V7.3.1: a session that nobody uses ends. */
  sessionIdleMs: 30 * MINUTE,
  /** ASVS 5.0.0, V7.3.2: a session ends with the working day. */
  sessionMaxMs: 8 * HOUR,
  /** How seldom the last use of a session is written down: less would be a write for each request. */
  sessionTouchMs: MINUTE,
  /** Sessions that ended are kept so long to find shared accounts. */
  sessionKeptMs: 90 * DAY,
  /** A challenge of WebAuthn, or a sign-in under way at another provider. */
  challengeMs: 5 * MINUTE,
  /** Somebody who confirms a recovery signed in so recently: an unlocked screen is not enough. */
  freshMs: 10 * MINUTE,
  /** The second person confirms a recovery within so long after the first. */
  recoveryMs: HOUR,
  codeMs: 7 * DAY,
  /** Wrong secrets for one code before it is dead: with 55 bits of secret, nobody guesses one. */
  codeAttempts: 5,
  /** Wrong codes in all within an hour before nobody may try: a stranger who tries many selectors. */
  codeAttemptsPerHour: 60,
  passphraseLength: 12,
  /** Passkeys of one person beyond which the list of signals names the person. */
  passkeys: 3,
  /** Hours of use within a day beyond which no single person sits there. */
  usedHoursPerDay: 14,
} as const
