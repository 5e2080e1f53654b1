/**
 * Every kind of value that can be recognised from the value alone.
 *
 * [Note: what a pass is worth] `chance` below 1 is the share of random values of the same masks that pass; over n distinct values, chance to the
 * power of n. `chance` 1 with `needsCue` false: the form itself names the kind (an e-mail, a web address, a password hash). `chance` 1
 * with `needsCue` true: a form that many codes share. A kind may have several recognisers: with punctuation and without it, by country.
 */
import type { Recogniser } from '../recogniser.ts'
import { CODES } from './codes.ts'
import { CONTACT } from './contact.ts'
import { CREDENTIAL } from './credential.ts'
import { EUROPE } from './europe.ts'
import { FRANCE } from './france.ts'
import { GEO } from './geo.ts'
import { compactOf, maskOf } from './mask.ts'
import { MRZ_RECOGNISERS } from './mrz.ts'
import { OTHER_COUNTRIES } from './other-countries.ts'
import { PAYMENT } from './payment.ts'
import { UNITED_KINGDOM } from './united-kingdom.ts'
import { UNITED_STATES } from './united-states.ts'
import { VEHICLE } from './vehicle.ts'

export const RECOGNISERS: readonly Recogniser[] = [
  ...FRANCE,
  ...UNITED_KINGDOM,
  ...UNITED_STATES,
  ...EUROPE,
  ...OTHER_COUNTRIES,
  ...PAYMENT,
  ...CONTACT,
  ...CODES,
  ...VEHICLE,
  ...CREDENTIAL,
  ...GEO,
  ...MRZ_RECOGNISERS,
]

/** Whether one value is of the recogniser's kind: its mask, then its check. For one value; over a column, test each distinct mask once. */
export function recognises(recogniser: Recogniser, raw: string): boolean {
  return recogniser.mask.test(maskOf(raw)) && recogniser.check(compactOf(raw.trim()), raw.trim())
}
