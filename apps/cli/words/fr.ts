import { actsFr } from './acts-fr.ts'
import { exposureFr, exposureHelpFr } from './exposure-fr.ts'
import { wallFr } from './wall-fr.ts'
import type { CliWords } from './words.ts'

const duration = (seconds: number) =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`

export const fr: CliWords = {
  ...actsFr,
  exposure: exposureFr,
  wall: wallFr,
  help: `parefuite\u00a0: ce qui se tient entre des données sur des personnes et internet

  parefuite inspect CHEMIN…   quelles données personnelles sont dans ces tables, sur combien de
                              personnes, si on les distingue facilement, et s’il faut publier
  parefuite exposure JOURNAUX… --object MOTIF
                              qui a pris quoi, quand, d’après les journaux d’accès, entre des
                              bornes\u00a0; et jusqu’où va la preuve
  parefuite ledger verify DOSSIER
                              si quelque chose a été modifié dans un journal depuis son écriture

  parefuite zone …            les organismes qui publient\u00a0: create, list
  parefuite officers …        les personnes qui signent\u00a0: key create, enrol, list, invite, approve
  parefuite release …         ce qui sort\u00a0: propose, show, approve, withdraw, verify
  parefuite hold …            l’arrêt qu’un seul agent peut tirer\u00a0: place, list, lift
  parefuite alert …           quelque chose ne va pas dans un organisme\u00a0: open, list, close
  parefuite vault …           la zone privée elle-même\u00a0: backup, restore, rotate
  parefuite ledger export DOSSIER

  parefuite help VERBE        tout ce que sait faire un verbe
  parefuite --version

`,
  helpOf: {
    inspect: `parefuite inspect CHEMIN… [options]

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
    exposure: exposureHelpFr,
    ledger: `parefuite ledger verify DOSSIER [options]

Quelque chose a-t-il été modifié dans ce journal depuis son écriture\u202f? L’empreinte de chaque
entrée est recalculée, chaque tuile comparée, et le tout confronté au point de contrôle signé.
Fonctionne hors ligne.

  --key CLÉ            la clé publique du journal telle que son responsable l’a donnée
                       (NOM+ID+CLÉ), ou celle d’un témoin qui doit avoir signé aussi\u00a0; peut être
                       répétée. Sans elle, la clé qui se trouve dans le dossier est utilisée
  --json               un document JSON sur la sortie standard (docs/formats/ledger.md)
  --lang fr|en         langue de la réponse (sinon celle de l’environnement)

Code de sortie
  0  vérifié
  1  rompu\u00a0: la réponse dit où
  2  commande mal employée, ou rien n’a pu être vérifié

`,
  },
  seeHelp: verb => `Voir\u00a0: parefuite help${verb ? ` ${verb}` : ''}`,
  noVerb: 'Il manque ce qu’il faut faire\u00a0: le premier mot est un verbe.',
  unknownVerb: (verb, nearest, verbs) =>
    `Il n’y a pas de verbe «\u00a0${verb}\u00a0».${nearest ? ` Le plus proche est\u00a0: parefuite ${nearest}` : ` Les verbes sont\u00a0: ${verbs.join(', ')}`}`,
  unknownOption: (option, nearest) =>
    `Il n’y a pas d’option ${option}.${nearest ? ` La plus proche est ${nearest}.` : ''}`,
  missingValue: option => `L’option ${option} attend une valeur à sa suite.`,
  unwantedValue: option => `L’option ${option} ne prend pas de valeur.`,
  optionOfAnother: (option, verb) => `L’option ${option} n’appartient pas à ${verb}.`,
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
  outputUnwritable: code =>
    `La réponse n’a pas pu être écrite sur la sortie standard (${code}). Choisir une autre sortie, ou libérer de la place, puis recommencer.`,
  refused: (code, at, seen, expected) =>
    code === 'inspect/no-such-column'
      ? `Aucune table ici (${seen}) n’a de colonne nommée\u00a0: ${at}\nColonnes\u00a0: ${expected}`
      : null,
  interrupted: 'Interrompu\u00a0: rien n’a été écrit.',
  interruptedAct: 'Interrompu. Ce qui était en cours a pu être fait\u00a0: regardez avant de recommencer.',
  seen: 'vu',
  expected: 'attendu',
  remedy: 'que faire',
  progressLeft: seconds => `encore ${duration(seconds)} environ`,
  reading: 'lecture',
  measuring: 'mesure',
  rows: 'lignes',
  bug: 'Pare-fuite a échoué sur quelque chose d’imprévu\u00a0: rien ici n’est donc réputé sans risque. Merci de le signaler\u00a0:',
  ledger: {
    usage: 'Dire ce qu’il faut vérifier\u00a0: parefuite ledger verify DOSSIER, avec un seul dossier.',
    noFolder: path => `Il n’y a pas de tel dossier\u00a0: ${path}`,
    noLedger: path =>
      `Ce dossier ne contient pas de journal\u00a0: ${path}. Nommer le dossier qui contient le fichier «\u00a0checkpoint\u00a0».`,
    noKey:
      'Pas de clé\u00a0: le dossier n’en contient pas. Donner celle que le responsable du journal a publiée\u00a0: --key NOM+ID+CLÉ',
    badKey:
      'La clé n’est pas une clé de vérification (NOM+ID+CLÉ), ou un de ses signes a été modifié. Copier la ligne entière.',
    verified: 'vérifié',
    broken: 'rompu',
    entries: (shown, count) =>
      count < 2
        ? `${shown} entrée, empreinte recalculée, chaque tuile comparée`
        : `${shown} entrées, toutes les empreintes recalculées, chaque tuile comparée`,
    head: (origin, root) => `${origin}, racine ${root}`,
    signedBy: {
      ledger: (name, id) => `signé par ${name} (clé ${id})`,
      witness: (name, id) => `attesté par le témoin ${name} (clé ${id})`,
    },
    place: (path, entry) => `${path}, entrée ${entry}`,
    fault: (place, what) => `${place}\u00a0: ${what}`,
    faults: {
      signature: 'n’est pas signé par la clé, ou a été modifié\u00a0; rien d’autre n’a été examiné',
      checkpoint: 'est signé, mais d’une autre forme ou d’une autre origine\u00a0; rien d’autre n’a été examiné',
      missing: 'manque',
      malformed: 'n’a pas la longueur ou la structure que demande sa place',
      entry: 'n’est pas ce qui a été écrit (les entrées se comptent à partir de 0)',
      tile: 'contient une empreinte que ne donne pas ce qui est au-dessous\u00a0; les entrées sont justes',
      root: 'tout concorde, mais n’est pas ce qui a été signé\u00a0: une partie a été réécrite',
      witness: 'une clé a été donnée dont la signature n’y est pas',
    },
    more: 'et d’autres',
    unknownSignatures: shown => `signatures de clés non données, non vérifiées\u00a0: ${shown}`,
    notLookedAt: (shown, first) =>
      `fichiers que le point de contrôle ne compte pas, non examinés\u00a0: ${shown} (dont ${first})`,
    keyFromFolder:
      'la clé se trouvait dans le dossier\u00a0: ceci montre que rien n’est rompu, non qui l’a écrit. Donner --key d’une autre source',
  },
}
