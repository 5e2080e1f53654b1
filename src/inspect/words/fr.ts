import { french as f, printable } from '#page'
import type { PageWords, ScreenWords, Words } from './words.ts'

/** The rungs of generalisation ladders. */
const RUNGS: Readonly<Record<string, string>> = {
  day: 'jour',
  month: 'mois',
  year: 'année',
  decade: 'décennie',
  area: 'secteur',
  department: 'département',
  region: 'région',
  '5 years': 'tranches de 5',
  '10 years': 'tranches de 10',
}

const screen: ScreenWords = {
  people: 'PERSONNES',
  alone: 'SEULES DANS LES DONNÉES',
  rare: 'TROUVÉ À PART',
  unread: 'NON LU',
  next: 'ENSUITE',
  tables: 'AUTRES TABLES',
  rows: (n, say) => say.some(n, 'ligne', 'lignes'),
  columns: (n, say) => say.some(n, 'colonne', 'colonnes'),
  tableCount: (n, say) => say.some(n, 'table', 'tables'),
  everyCell: f`toutes les cellules lues`,
  notEverything: f`tout n'a pas pu être lu`,
  nothingRead: f`rien n'a pu être lu`,
  peopleBetween: (low, high, identified, say) => {
    const many = low === high ? f`environ ${say.count(high)}` : f`entre ${say.count(low)} et ${say.count(high)}`
    return identified ? f`${many}, identifiables par ce qui est écrit` : f`${many}, aucune colonne ne les nomme`
  },
  noPeople: f`aucune ligne reconnue comme portant sur une personne`,
  moreColumns: (n, found, say) =>
    f`et ${say.some(n, 'autre colonne', 'autres colonnes')}${found ? '' : ', rien trouvé'}`,
  vagueColumns: (n, say) =>
    f`et ${say.some(n, 'autre colonne qui dit', 'autres colonnes qui disent')} peut-être autre chose de la personne`,
  moreTables: (n, say) => f`et ${say.some(n, 'autre table', 'autres tables')}`,
  moreSets: (n, say) => f`et ${say.some(n, 'autre ensemble de colonnes', 'autres ensembles de colonnes')}`,
  moreRare: (n, say) => f`et ${say.some(n, 'autre', 'autres')}`,
  moreUnread: (n, say) => f`et ${say.some(n, 'autre emplacement', 'autres emplacements')}`,
  aloneShare: (uniques, rows, say) =>
    f`${say.share(rows === 0 ? 0 : uniques / rows)} des lignes sont seules (${say.count(uniques)})`,
  nobodyAlone: (k, say) =>
    f`personne n'est seul : chaque combinaison est partagée par au moins ${say.some(k, 'ligne', 'lignes')}`,
  records: (at, rows, say) => {
    if (at.length === 0) return f`là où un nom de colonne était attendu`
    const shown = at.slice(0, 5).map(n => say.count(n))
    return f`${at.length === 1 && rows === 1 ? 'enregistrement' : 'enregistrements'} ${shown.join(', ')}${rows > shown.length ? ', …' : ''}`
  },
  wouldPass: (steps, rows, k, identified, say) => {
    const removed = rows > 0 ? f` et retrait de ${say.some(rows, 'ligne', 'lignes')}` : ''
    const first = identified ? ', sans les colonnes qui identifient des personnes' : ''
    return f`ce qui suffirait${first} : ${steps}${removed} (chaque combinaison serait alors partagée par au moins ${say.some(k, 'ligne', 'lignes')})`
  },
  nothingWouldPass: (k, say) =>
    f`aucune généralisation essayée ne porte chaque combinaison à ${say.some(k, 'ligne', 'lignes')} : publier plutôt des comptages`,
  step: (column, to, say) =>
    to === 'dropped'
      ? f`sans ${say.name(column)}`
      : f`${say.name(column)} → ${(Object.hasOwn(RUNGS, to) ? RUNGS[to] : undefined) ?? printable(to)}`,
  unnamed: index => f`(colonne ${index + 1})`,
  nextReport: f`la même chose avec ses preuves, pour un collègue`,
  nextQuasi: f`mesurer les colonnes de votre choix`,
}

const page: PageWords = {
  title: name => f`Inspection de ${printable(name)}`,
  summary: 'Verdict',
  why: 'Pourquoi',
  columns: 'Colonnes',
  columnHeads: {
    name: 'Colonne',
    kind: f`Ce qu'elle contient`,
    share: 'Part',
    sure: 'Certitude',
    personal: 'Personne',
    legal: 'En droit',
    why: 'Pourquoi',
    distinct: 'Différentes',
    filled: 'Remplies',
  },
  nothingInColumn: 'rien trouvé',
  otherKinds: 'aussi',
  otherColumns: (n, say) => f`${say.some(n, 'colonne', 'colonnes')} où rien n'a été trouvé`,
  map: f`Carte des ensembles de colonnes à risque`,
  mapExplained: (rows, say) =>
    f`Chaque ligne de la figure est un ensemble de colonnes que quelqu'un peut connaître d'une personne. Les points disent quelles colonnes en font partie ; la barre donne la part des ${say.count(rows)} lignes auxquelles aucune autre ne ressemble sur ces colonnes. Une ligne seule peut être reconnue par quiconque connaît ces quelques faits.`,
  mapAlt: (shown, total, say) =>
    f`Barres de la part des lignes seules pour ${say.count(shown)} des ${say.some(total, 'ensemble', 'ensembles')} de colonnes ; les mêmes chiffres figurent dans le tableau qui suit.`,
  mapHeads: {
    columns: 'Colonnes ensemble',
    alone: 'Lignes seules',
    share: 'Part seule',
    below: 'Lignes en petits groupes',
    smallest: 'Plus petit groupe',
    classes: 'Groupes',
  },
  mapTable: f`Les mêmes chiffres en tableau`,
  notAlone: f`Aucun ensemble de colonnes ne laisse une ligne seule.`,
  cheapest: f`La généralisation la moins coûteuse qui suffit`,
  cheapestExplained: (k, say) =>
    f`Calculée sur ces lignes : la plus petite perte de détail après laquelle chaque combinaison des colonnes ci-dessous est partagée par au moins ${say.some(k, 'ligne', 'lignes')}.`,
  harm: f`Les colonnes qui exposent le plus`,
  harmExplained: f`La part que prend chaque colonne aux plus petites combinaisons uniques : rendre les premières moins précises est ce qui aide le plus.`,
  harmHeads: {
    column: 'Colonne',
    contribution: 'Part aux combinaisons uniques',
    alone: 'Lignes seules sur elle',
    prevented: f`Lignes qui ne seraient plus seules sans elle`,
  },
  rareExplained: f`Des cellules qui contiennent ce que le reste de leur colonne ne contient pas. Les enregistrements sont numérotés à partir de 1 après l'en-tête.`,
  rareHeads: {
    table: 'Table',
    column: 'Colonne',
    kind: f`Ce qui a été trouvé`,
    sure: 'Certitude',
    rows: 'Lignes',
    where: 'Où',
    why: 'Pourquoi',
  },
  measures: f`Avec quelle facilité une ligne se rattache à une personne`,
  measureHeads: { measure: 'Mesure', value: 'Valeur', means: f`Ce qu'elle dit` },
  measure: {
    classes: { name: 'Groupes', means: f`combinaisons différentes des colonnes que d'autres peuvent connaître` },
    k: { name: f`k, le plus petit groupe`, means: f`lignes du plus petit groupe ; 1 veut dire que quelqu'un est seul` },
    uniques: { name: 'Lignes seules', means: f`lignes auxquelles aucune autre ne ressemble` },
    belowK: { name: 'Lignes en petits groupes', means: f`lignes de groupes plus petits que le seuil` },
    prosecutorMax: {
      name: f`Risque « procureur », le plus haut`,
      means: f`pour qui est connu comme présent dans le fichier : 1 sur le plus petit groupe`,
    },
    prosecutorMean: { name: f`Risque « procureur », moyen`, means: f`le même, en moyenne sur les lignes` },
    prosecutorAtRisk: {
      name: 'Lignes à risque',
      means: f`part des lignes de groupes plus petits que le seuil`,
    },
    journalistMax: {
      name: f`Risque « journaliste », le plus haut`,
      means: f`pour une personne de la population qui n'est peut-être pas dans le fichier`,
    },
    journalistMean: { name: f`Risque « journaliste », moyen`, means: f`le même, en moyenne` },
    marketer: {
      name: f`Risque « démarcheur »`,
      means: f`part des lignes qu'un rapprochement de fichiers entiers attribuerait juste`,
    },
    populationUniques: {
      name: f`Seuls aussi dans la population`,
      means: f`part estimée des lignes auxquelles personne ne ressemble hors du fichier non plus`,
    },
    sudaMax: {
      name: f`Score SUDA, le plus haut`,
      means: f`combien de petites combinaisons rendent unique la ligne la plus exposée`,
    },
    disMax: {
      name: f`DIS de la pire ligne`,
      means: f`la confiance qu'aurait un intrus dans un rapprochement avec la ligne la plus exposée`,
    },
    disFile: {
      name: f`DIS du fichier`,
      means: f`probabilité qu'un rapprochement unique entre le fichier et la population soit juste`,
    },
  },
  sensitive: f`Ce qu'un groupe connu révélerait`,
  sensitiveExplained: f`Même si personne n'est seul, un groupe où tous ont la même valeur la révèle. Chaque chiffre est celui du pire groupe.`,
  sensitiveHeads: {
    column: 'Colonne',
    distinct: f`Valeurs différentes, au moins`,
    entropy: f`l d'entropie`,
    same: f`Lignes de groupes unanimes`,
    closeness: f`t, le plus loin`,
    beta: 'Bêta',
    delta: 'Delta',
  },
  unreadNothing: f`Tout a été lu.`,
  how: f`Comment cela a été calculé`,
  howParagraphs: [
    f`Chaque cellule a été examinée à la recherche d'identifiants, d'adresses électroniques, de numéros de téléphone et de noms. Ce que contient une colonne est décidé d'après ses valeurs différentes prises ensemble : leur forme, leurs clés de contrôle pesées par la fréquence à laquelle le hasard les satisfait, des listes de mots (noms, lieux et dates sur 400 des valeurs différentes, les mêmes quel que soit l'ordre des lignes), les mots de l'en-tête et ce sur quoi portent les lignes.`,
    f`« Certain » désigne une règle que le hasard n'explique pas ; « probable », des indices de deux sources ; « possible », un indice qu'une personne doit regarder.`,
    f`Une information est personnelle lorsqu'elle se rapporte à une personne identifiable, directement ou indirectement (RGPD, article 4, point 1). Une ligne sans nom n'est pas anonyme lorsque peu de faits suffisent à la distinguer (considérant 26).`,
    f`Le risque est mesuré sur les colonnes que d'autres peuvent connaître (date de naissance, sexe, code postal, dates d'événements…), exactement, pour toutes les combinaisons indiquées ici.`,
  ],
  formulas: 'Formules et articles',
  letters: f`n lignes ; J groupes de lignes égales sur les colonnes, f leurs tailles ; F les tailles des mêmes groupes dans la population ; pi la part de la population présente dans le fichier ; M colonnes ; p et q les parts d'une valeur dans un groupe et dans tout le fichier.`,
  papers: 'Source',
  facts: 'Cette exécution',
  factNames: {
    product: 'Produit par',
    made: 'Produit le',
    seconds: 'Durée',
    bytes: 'Lu',
    cells: 'Cellules examinées',
    quasi: f`Colonnes que d'autres peuvent connaître`,
    covered: 'Combinaisons mesurées',
    sampling: f`Part de la population supposée présente dans le fichier`,
  },
  chosenByFindings: f`choisies d'après les constats`,
  everyCombination: (columns, say) => f`toutes les combinaisons de ${say.some(columns, 'colonne', 'colonnes')}`,
  combinationsUpTo: (size, columns, say) =>
    f`toutes les combinaisons d'au plus ${say.count(size)} parmi ${say.some(columns, 'colonne', 'colonnes')}, et toutes ensemble`,
  leftOut: columns => f`mesurées seulement toutes ensemble : ${printable(columns)}`,
  samplingAssumed: f`supposée, faute de chiffre donné`,
  samplingGiven: 'donnée',
  populationModel: model => (model === 'none' ? f`aucun modèle ne convient` : f`modèle : ${model}`),
  lossIs: (loss, say) => f`perte de détail : ${say.share(loss)}`,
  removedRows: (rows, share, say) => f`${say.some(rows, 'ligne à retirer', 'lignes à retirer')} (${say.share(share)})`,
  noValue: f`Cette page ne contient aucune valeur des données : elle dit où, et de quel type.`,
  skip: 'Aller au verdict',
  contents: 'Sommaire',
  columnMeans: f`La part est celle des cellules remplies de la colonne qui portent ce type de donnée.`,
}

/** French, as a French civil servant would write it. */
export const fr: Words = {
  verdict: { block: 'ne pas publier', review: 'à examiner', clear: 'rien trouvé' },
  verdictMeans: {
    block: f`Des inconnus y apprendraient quelque chose sur des personnes identifiables. Ne pas publier en l'état.`,
    review: f`Il y a peut-être des personnes ici. Quelqu'un qui connaît ce fichier doit regarder avant qu'il ne sorte.`,
    clear: f`Toutes les cellules ont été lues et rien n'a été reconnu comme portant sur une personne.`,
  },
  confidence: { certain: 'certain', likely: 'probable', possible: 'possible' },
  personal: { direct: 'identifie', indirect: 'se rapporte', none: 'non' },
  about: {
    people: f`lignes sur des personnes`,
    companies: f`lignes sur des entreprises`,
    places: f`lignes sur des lieux`,
    aggregates: f`lignes de totaux`,
    things: f`lignes sur des choses`,
    unknown: f`objet des lignes inconnu`,
  },
  legal: {
    ordinary: 'personnelle',
    'national-identifier': 'identifiant national',
    'special-category': 'sensible',
    offences: 'infractions',
    payment: 'paiement',
    credential: f`moyen d'accès`,
  },
  law: {
    ordinary: f`donnée personnelle, RGPD art. 4, point 1`,
    'national-identifier': f`numéro d'identification national, RGPD art. 87`,
    'special-category': f`donnée sensible, RGPD art. 9, § 1`,
    offences: f`condamnations pénales et infractions, RGPD art. 10`,
    payment: f`moyen de paiement, RGPD art. 4, point 1, et art. 32`,
    credential: f`moyen d'accès, RGPD art. 32`,
  },
  unread: {
    'sources/missing': () => f`il n'y a rien à cet endroit : vérifier le chemin, ou le nom de la table`,
    'sources/denied': ({ scratch }) =>
      scratch === undefined
        ? f`l'accès a été refusé : vérifier les droits`
        : f`le dossier des fichiers temporaires est plein ou interdit d'écriture : donner à TMPDIR un dossier qui a de la place`,
    'sources/empty': () => f`il n'y a rien dedans`,
    'sources/truncated': () => f`il s'arrête avant la fin que son format annonce : le récupérer à nouveau`,
    'sources/encrypted': () => f`il est protégé par un mot de passe : inspecter une copie non protégée`,
    'sources/too-large': () =>
      f`il contient, ou donne une fois décompressé, plus que la limite : le décompresser ou le découper d'abord`,
    'sources/too-wide': () => f`il a plus de colonnes que la limite : le découper`,
    'sources/not-a-table': () => f`aucune table qui puisse être lue ici`,
    'sources/malformed': () => f`il enfreint les règles de son propre format : le réparer ou l'exporter à nouveau`,
    'sources/connection': () => f`le serveur a été perdu ou a répondu par une erreur : réessayer`,
    'sources/not-a-file': () => f`ce n'est ni un fichier ni un dossier`,
    'sources/hidden': ({ what }) =>
      what === 'formulas'
        ? f`des formules n'ont pas de résultat : l'ouvrir dans un tableur et l'enregistrer à nouveau`
        : f`des parties masquées ont été vues et non lues : les afficher ou les supprimer`,
  },
  reasons: {
    'detect/check-digit': ({ passed, tried, chance }, say) =>
      f`clé de contrôle juste pour ${say.count(passed)} des ${say.some(tried, 'valeur différente', 'valeurs différentes')} ; le hasard en passe ${say.share(chance)}`,
    'detect/rule': ({ passed, tried }, say) =>
      f`${say.count(passed)} des ${say.some(tried, 'valeur différente', 'valeurs différentes')} suivent la règle`,
    'detect/header': ({ word }, say) => f`l'en-tête dit ${say.name(word)}`,
    'detect/header-hint': ({ word }, say) => f`l'en-tête le suggère, ${say.name(word)}`,
    'detect/header-disagrees': ({ word }, say) => f`mais l'en-tête dit ${say.name(word)}`,
    'detect/fits': () => 'les valeurs sont telles que l’en-tête l’annonce',
    'detect/closed-set': ({ covered }, say) =>
      f`${say.share(covered)} des valeurs différentes sont dans la liste fermée`,
    'detect/lexicon': ({ share }, say) => f`${say.share(share)} sont dans les listes de mots`,
    'detect/name-shape': ({ share }, say) => f`${say.share(share)} sont écrites comme des noms`,
    'detect/address-shape': ({ share }, say) => f`${say.share(share)} sont écrites comme des adresses`,
    'detect/plausible-ages': ({ share }, say) => f`${say.share(share)} donnent l'âge d'une personne vivante`,
    'detect/dates': ({ share }, say) => f`${say.share(share)} sont des dates`,
    'detect/code-chapters': ({ chapters }, say) => f`codes de ${say.some(chapters, 'chapitre', 'chapitres')}`,
    'detect/in-text': ({ rows }, say) => f`dans le texte de ${say.some(rows, 'ligne', 'lignes')}`,
    'detect/in-name': () => f`cela se trouve là où un nom de colonne était attendu`,
    'detect/cue-in-text': ({ rows }, say) => f`annoncé par un mot dans ${say.some(rows, 'ligne', 'lignes')}`,
    'detect/row-about-person': () => f`chaque ligne porte sur une personne`,
    'detect/encodes-birth': () => f`le numéro lui-même dit le sexe, le mois et le lieu de naissance`,
    'detect/sample-values': ({ rows }, say) =>
      f`${say.some(rows, `ligne porte une valeur publiée comme exemple`, `lignes portent une valeur publiée comme exemple`)}`,
    'detect/excel-scientific': ({ rows }, say) =>
      f`${say.some(rows, 'nombre abîmé', 'nombres abîmés')} par un tableur (notation scientifique)`,
    'detect/excel-lost-zeros': ({ rows }, say) =>
      f`${say.some(rows, 'nombre a perdu ses', 'nombres ont perdu leurs')} zéros de tête`,
    'detect/ambiguous': ({ kind }, say) => f`pourrait aussi être : ${say.kind(kind)}`,
    'detect/about-column': ({ column, kind }, say) => f`${say.name(column)} contient : ${say.kind(kind)}`,
    'detect/about-columns': ({ count }, say) =>
      f`${say.some(count, 'colonne décrit', 'colonnes décrivent')} une personne`,
    'detect/about-aggregates': ({ count }, say) =>
      f`${say.some(count, 'colonne contient', 'colonnes contiennent')} des comptages ou des moyennes`,
    'detect/about-unknown': () => f`rien ne dit sur quoi porte une ligne`,
    'inspect/direct': ({ column, kind }, say) => f`${say.name(column)} identifie des personnes : ${say.kind(kind)}`,
    'inspect/directs': ({ count }, say) =>
      f`en tout, ${say.some(count, 'colonne identifie', 'colonnes identifient')} des personnes`,
    'inspect/sensitive': ({ column, kind, legal }, say) =>
      f`${say.name(column)} dit ce que la loi protège davantage : ${say.kind(kind)}${lawful(legal)}`,
    'inspect/unattached': ({ column, kind, legal }, say) =>
      f`${say.name(column)} contient : ${say.kind(kind)}${lawful(legal)}, et rien ne dit de qui`,
    'inspect/alone': ({ columns, share, rows }, say) =>
      f`${printable(columns)} ${columns.includes(' + ') ? 'suffisent ensemble' : 'suffit'} à distinguer ${say.share(share)} des lignes (${say.count(rows)})`,
    'inspect/below-k': ({ rows, share, k }, say) =>
      f`${say.some(rows, 'ligne est', 'lignes sont')} dans des groupes de moins de ${say.count(k)} (${say.share(share)})`,
    'inspect/people': ({ low, high }, say) =>
      low === high
        ? f`environ ${say.some(high, 'personne', 'personnes')}`
        : f`entre ${say.count(low)} et ${say.count(high)} personnes`,
    'inspect/indirect': ({ count }, say) =>
      f`${say.some(count, 'colonne dit', 'colonnes disent')} quelque chose de la personne de la ligne`,
    'inspect/possible': ({ column, kind }, say) => f`${say.name(column)} contient peut-être : ${say.kind(kind)}`,
    'inspect/rare': ({ column, kind, rows }, say) =>
      f`${say.kind(kind)} dans ${say.some(rows, 'ligne', 'lignes')} de ${say.name(column)}`,
    'inspect/unread': ({ places }, say) =>
      f`${say.some(places, f`emplacement n'a pas été lu`, f`emplacements n'ont pas été lus`)}`,
    'inspect/no-table': () => f`aucune table n'a été trouvée`,
    'inspect/no-rows': () => f`la table n'a pas de ligne`,
    'inspect/risk-not-measured': () => f`la facilité à rattacher les lignes à des personnes n'a pas pu être mesurée`,
    'inspect/nothing': ({ columns, cells }, say) =>
      f`rien sur une personne dans ${say.some(columns, 'colonne', 'colonnes')}, ${say.some(cells, 'cellule', 'cellules')}`,
    'inspect/table': ({ table, verdict }, say) =>
      f`${say.name(table)} : ${fr.verdict[verdict as keyof typeof fr.verdict] ?? verdict}`,
  },
  unknownReason: code => f`règle ${code}`,
  screen,
  page,
}

function lawful(legal: string): string {
  const law = Object.hasOwn(fr.law, legal) ? fr.law[legal as keyof typeof fr.law] : null
  return law ? f` (${law})` : ''
}
