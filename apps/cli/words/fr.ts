import type { CliWords } from './words.ts'

const duration = (seconds: number) =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`

export const fr: CliWords = {
  help: `parefuite\u00a0: ce qui se tient entre des données sur des personnes et internet

  parefuite inspect CHEMIN…   quelles données personnelles sont dans ces tables, sur combien de
                              personnes, si on les distingue facilement, et s’il faut publier
  parefuite help inspect      tout ce que sait faire inspect
  parefuite --version

`,
  helpInspect: `parefuite inspect CHEMIN… [options]

Quelles données personnelles sont dans ces tables, colonne par colonne\u00a0; sur combien de
personnes\u00a0; avec quelle facilité on peut les distinguer, et par quelles colonnes\u00a0; peut-on
publier\u202f? Chaque cellule est lue. Rien ne quitte cette machine, et aucune valeur des données
n’est jamais montrée.

CHEMIN est un fichier (CSV, TSV, JSON, NDJSON, YAML, Parquet, XLSX, ODS, aussi dans un gzip ou
un zip), un dossier, un motif (*.csv), - pour l’entrée standard, ou postgresql://…

  --json               un document JSON sur la sortie standard (docs/formats/inspection.md)
  --sarif              un journal SARIF 2.1.0 sur la sortie standard, pour les systèmes
                       d’analyse de code
  --report FICHIER.html  écrit aussi la réponse avec ses preuves, en une page autonome
  --quasi A,B          les colonnes que d’autres peuvent connaître, au lieu de celles choisies
                       d’après les constats\u00a0; peut être répétée
  --lang fr|en         langue de la réponse (sinon celle de l’environnement)
  --fail-on NIVEAU     ne sortir avec 1 que pour un constat au moins aussi sûr (certain, likely
                       ou possible), un verdict «\u00a0ne pas publier\u00a0», ou quelque chose de non lu

Code de sortie
  0  rien trouvé
  1  quelque chose a été trouvé\u00a0: le verdict est «\u00a0ne pas publier\u00a0» ou «\u00a0à examiner\u00a0»
  2  commande mal employée, ou rien n’a pu être lu

`,
  seeHelp: verb => `Voir\u00a0: parefuite help${verb ? ` ${verb}` : ''}`,
  noVerb: 'Il manque ce qu’il faut faire\u00a0: le premier mot est un verbe.',
  unknownVerb: (verb, nearest) =>
    `Il n’y a pas de verbe «\u00a0${verb}\u00a0».${nearest ? ` Le plus proche est\u00a0: parefuite ${nearest}` : ' Les verbes sont\u00a0: inspect, help'}`,
  unknownOption: (option, nearest) =>
    `Il n’y a pas d’option ${option}.${nearest ? ` La plus proche est ${nearest}.` : ''}`,
  missingValue: option => `L’option ${option} attend une valeur à sa suite.`,
  unwantedValue: option => `L’option ${option} ne prend pas de valeur.`,
  badChoice: (option, choices) => `L’option ${option} prend l’une de ces valeurs\u00a0: ${choices.join(', ')}.`,
  twoFormats: 'La sortie standard ne porte qu’un document\u00a0: choisir --json ou --sarif.',
  noPath:
    'Rien à inspecter n’a été nommé\u00a0: donner un fichier, un dossier, un motif, une adresse postgresql:// ou - pour l’entrée standard.',
  emptyQuasi: 'L’option --quasi attend des noms de colonnes séparés par des virgules.',
  reportIsInput: path => `Le rapport écraserait ce qui est inspecté\u00a0: ${path}. Choisir un autre nom.`,
  reportIsFolder: path => `Le rapport a besoin d’un nom de fichier, et ceci est autre chose\u00a0: ${path}`,
  reportUnwritable: (path, code) =>
    `Le rapport n’a pas pu être écrit dans ${path} (${code}). Ce qui s’y trouvait, le cas échéant, est inchangé. Choisir un autre emplacement.`,
  reportWritten: path => `Rapport\u00a0: ${path}`,
  refused: (code, at, seen, expected) =>
    code === 'inspect/no-such-column'
      ? `Aucune table ici (${seen}) n’a de colonne nommée\u00a0: ${at}\nColonnes\u00a0: ${expected}`
      : null,
  interrupted: 'Interrompu\u00a0: rien n’a été écrit.',
  seen: 'vu',
  expected: 'attendu',
  remedy: 'que faire',
  progressLeft: seconds => `encore ${duration(seconds)} environ`,
  reading: 'lecture',
  measuring: 'mesure',
  rows: 'lignes',
  bug: 'Pare-fuite a échoué sur quelque chose d’imprévu\u00a0: rien ici n’est donc réputé sans risque. Merci de le signaler\u00a0:',
}
