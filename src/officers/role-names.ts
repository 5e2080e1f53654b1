/**
 * Words that name a post, a counter or a mailbox and no person, French and English, without accents. CNIL, Dedalus (SAN-2022-009): shared
 * accounts are how nobody can be told to have done it.
 */
const POSTS: ReadonlySet<string> = new Set([
  ...[
    'accueil',
    'administrateur',
    'administration',
    'agent',
    'agence',
    'archives',
    'assistance',
    'astreinte',
    'bureau',
  ],
  ...['cabinet', 'communication', 'compta', 'comptabilite', 'contact', 'courrier', 'direction', 'dpo', 'dsi'],
  ...['exploitation', 'formation', 'garde', 'generique', 'gestion', 'guichet', 'informatique', 'infirmier', 'interim'],
  ...['mairie', 'medecin', 'operateur', 'permanence', 'poste', 'prefecture', 'production', 'remplacant', 'rh'],
  ...['saisie', 'secretariat', 'secretaire', 'service', 'stage', 'stagiaire', 'standard', 'technicien', 'urgences'],
  ...['utilisateur', 'vacataire', 'veille', 'webmestre'],
  ...['admin', 'administrator', 'all', 'backoffice', 'backup', 'clerk', 'counter', 'demo', 'desk', 'duty'],
  ...['frontdesk', 'generic', 'guest', 'helpdesk', 'help', 'hr', 'info', 'intern', 'it', 'mailbox', 'manager'],
  ...[
    'noreply',
    'nurse',
    'office',
    'oncall',
    'operations',
    'operator',
    'postmaster',
    'press',
    'presse',
    'reception',
    'reply',
  ],
  ...['records', 'root', 'secretary', 'security', 'shared', 'staff', 'supervisor', 'support', 'sysadmin', 'team'],
  ...['temp', 'temporary', 'test', 'trainee', 'user', 'webmaster'],
])

/** Words that stand beside a post and make no person of it: "the secretariat of service 2". */
const FILLERS: ReadonlySet<string> = new Set([
  ...['de', 'des', 'du', 'la', 'le', 'les', 'et', 'd', 'l', 'jour', 'nuit', 'matin', 'soir', 'general', 'generale'],
  ...['the', 'of', 'and', 'a', 'front', 'back', 'day', 'night', 'main'],
])

/** Whether a name is that of a post: every word of it is one, a filler or a number. */
export function isPostName(name: string): boolean {
  const words = wordsOf(name)
  return words.some(word => POSTS.has(word)) && words.every(word => POSTS.has(word) || FILLERS.has(word))
}

/** Whether an address is a mailbox of several: any word before the sign is a post. */
export function isPostAddress(email: string): boolean {
  return wordsOf(email.split('@')[0]).some(word => POSTS.has(word))
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '')
}
