/** The languages in which the product speaks to people. */
export type Lang = 'fr' | 'en'

/** The language asked for, or that of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`); English where neither says French. */
export function langOf(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = asked || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
