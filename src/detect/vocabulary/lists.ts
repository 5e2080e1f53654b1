import { indexOf, type PhraseIndex } from './phrases.ts'
import { ADDRESS } from './words/address.ts'
import { IDENTIFIERS } from './words/identifiers.ts'
import { IDENTITY } from './words/identity.ts'
import { LIFE } from './words/life.ts'
import { SENSITIVE } from './words/sensitive.ts'
import { SUBJECTS } from './words/subjects.ts'

/** All phrases of the lists, made once. */
export const PHRASES: PhraseIndex = indexOf([IDENTITY, ADDRESS, IDENTIFIERS, SENSITIVE, LIFE], SUBJECTS)

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Words for "name" that say nothing of whose: a person, a commune, a file. */
export const NAME_WORDS = words('name names nom noms naam nome nombre')
/** Words that turn what they stand with into its key. */
export const KEY_WORDS = words(
  'id ids identifiant ident identifier kennung key cle num numero number no nr nummer n ref reference uuid guid pk fk sk code cd index idx kurzel',
)
/** Words that count when something in the plural follows: `num patients`, but `num patient`. */
export const COUNT_OR_KEY = words('num number no n nr numero numbers')
/** Words that mean a name or a place only alone, or beside a person: `last` and `last order` */
export const LONE_WORDS = words('first last middle given family long title prefix suffix fn ln single native foreigner')
/** Words that turn an event into its date: `vaccination date`. */
export const DATE_WORDS = words('date dates datum fecha dt dat timestamp datetime horodatage am')
/** Words of time that leave what they stand with as it is: `income per year`. */
export const TIME_WORDS = words(
  'year annee an jahr ano anno jaar month mois monat day jour tag week semaine woche quarter trimestre quartal period periode time heure hour stunde duration duree dauer zeit ts',
)
