import type { SiteWords } from './words.ts'

/** Pages in French. The spaces before « : ; ? ! » are those of French typography. */
export const fr: SiteWords = {
  language: 'Français',
  skip: 'Aller au contenu',
  mainMenu: 'Menu principal',
  otherLanguage: 'English',
  home: 'Accueil',
  footer: {
    signed: 'Chaque page et chaque fichier de ce site a été approuvé par la signature de deux agents.',
    feed: 'Catalogue pour les machines (DCAT-AP)',
    checkpoint: 'Registre des publications',
  },
  homePage: {
    lead: 'Les données que nous publions : des tableaux et des graphiques à consulter, à télécharger et à réutiliser.',
    newest: 'Dernières publications',
    all: count => `Tous les jeux de données (${count})`,
    none: 'Aucun jeu de données n’est publié pour le moment.',
    verified: 'Ce que vous voyez a été vérifié',
    verifiedText: [
      'Rien ne paraît ici avant que deux agents habilités aient signé exactement ce qui est publié, après une inspection de chaque cellule.',
      'Ce site fonctionne sans script, ne dépose aucun cookie et ne mesure pas votre visite.',
    ],
    other: 'Autres moyens',
    help: 'Vous ne trouvez pas une donnée, ou il vous la faut sous une autre forme : ',
    machines: 'Pour moissonner ce catalogue avec un logiciel : ',
    leak: 'Vous voyez ici quelque chose qui ne devrait pas être public ? Dites-le-nous, sans compte ni formalité : ',
  },
  contactLink: 'écrivez-nous',
  catalogue: {
    title: 'Jeux de données',
    lead: (count, written) =>
      count > 1 ? `${written} jeux de données, par ordre alphabétique.` : `${written} jeu de données.`,
    letters: 'Aller à une lettre',
    find: 'Pour chercher un mot dans cette page : Ctrl + F (⌘ + F sur Mac), ou « Rechercher dans la page » sur un téléphone.',
    otherLetter: 'Autres',
  },
  updated: date => `Mis à jour le ${date}`,
  version: number => `version ${number}`,
  dataSet: {
    path: 'Fil d’Ariane',
    publishedOn: 'Mise à jour',
    versionIs: 'Version',
    size: 'Contenu',
    licence: 'Licence',
    rowsAndColumns: (rows, columns, rowsWritten, columnsWritten) =>
      `${rowsWritten} ligne${rows > 1 ? 's' : ''}, ${columnsWritten} colonne${columns > 1 ? 's' : ''}`,
    despite: 'Publié malgré l’inspection automatique, par une décision écrite de deux agents habilités',
    despiteText:
      'L’inspection automatique recommandait de ne pas publier ce tableau. Deux agents habilités ont chacun motivé par écrit leur décision de le publier.',
    download: 'Télécharger',
    format: 'Format',
    fileSize: 'Taille',
    fingerprint: 'Empreinte SHA-256',
    fingerprintText: 'L’empreinte permet de vérifier que le fichier reçu est bien celui qui a été signé.',
    suits: {
      csv: 'pour un tableur',
      parquet: 'pour l’analyse de données',
      json: 'pour les développeurs',
    },
    spreadsheetNote:
      'Les cellules sont publiées telles quelles. Dans un tableur, importez le CSV comme du texte : une cellule qui commence par =, +, - ou @ serait sinon prise pour une formule.',
    chart: 'Graphique',
    chartValues: 'Les valeurs du graphique',
    chartBlanks: (blanks, written) =>
      blanks > 1
        ? `${written} lignes n’ont pas de valeur et ne sont pas dessinées.`
        : 'Une ligne n’a pas de valeur et n’est pas dessinée.',
    preview: 'Aperçu du tableau',
    previewAll: (rows, written) => (rows > 1 ? `Les ${written} lignes du tableau.` : 'La seule ligne du tableau.'),
    previewPart: (shown, rows) =>
      `Les ${shown} premières lignes sur ${rows}. Les fichiers à télécharger les contiennent toutes.`,
    previewColumns: (shown, columns) => `Les ${shown} premières colonnes sur ${columns}.`,
    columns: 'Que contiennent les colonnes ?',
    columnName: 'Colonne',
    columnType: 'Type',
    columnMeaning: 'Signification',
    noMeaning: 'Pas de description',
    types: { text: 'texte', integer: 'nombre entier', number: 'nombre' },
    versions: 'Versions',
    versionsLead: 'Chaque version garde son adresse. Ce qui a changé est indiqué par les agents qui l’ont publiée.',
    versionHead: 'Version',
    dateHead: 'Publiée le',
    changesHead: 'Ce qui a changé',
    permalink: 'Citer cette version',
    permalinkText: 'Cette adresse désigne toujours cette version, même quand une autre paraît :',
    withdrawnOn: date => `Retirée le ${date}`,
    withdrawnTitle: 'Cette version a été retirée',
    withdrawnAll: 'Toutes les versions de ce jeu de données ont été retirées.',
    withdrawnVersion: 'Ses fichiers ne sont plus publiés.',
    reasons: {
      'personal-data': 'Motif : des données personnelles sont en cause.',
      'wrong-data': 'Motif : les données étaient erronées.',
      security: 'Motif : sécurité.',
      legal: 'Motif : raison juridique.',
      other: 'Motif : autre.',
    },
    changes: 'Ce qui a changé dans cette version',
    toNewest: 'Voir le jeu de données, son aperçu et ses autres versions',
    despiteMark: 'publiée malgré l’inspection automatique',
  },
  chart: {
    title: dataSet => `Graphique : ${dataSet}`,
    bars: (y, x) => `Barres : ${y} selon ${x}.`,
    line: (y, x) => `Courbe : ${y} selon ${x}.`,
    bySeries: series => `Une couleur par valeur de ${series}.`,
    extent: (count, lowest, highest) => `${count} valeurs, de ${lowest} à ${highest}.`,
    below: 'Les mêmes valeurs figurent dans le tableau sous le graphique.',
  },
  status: {
    title: 'État du service',
    lead: 'Si vous lisez cette page, le site répond.',
    service: 'Service',
    whatToExpect: 'Ce que vous pouvez en attendre',
    services: [
      ['Pages et catalogue', 'Servis jour et nuit, sans engagement de disponibilité.'],
      ['Fichiers à télécharger', 'Servis de la même façon ; un téléchargement interrompu peut être repris.'],
      ['Catalogue pour les machines', 'Mis à jour à chaque publication.'],
    ],
    made: date =>
      `Cette page a été préparée et signée le ${date}, lors de la dernière publication. Elle ne mesure rien en direct.`,
    held: 'Quand une page est suspendue',
    heldText:
      'Un agent peut suspendre à tout moment une page ou un fichier. Son adresse répond alors qu’il est suspendu, depuis quand, et pour quel genre de raison. Il faut deux agents pour le rétablir.',
    off: 'Quand le site s’arrête',
    offText:
      'Le site ne montre que ce dont l’autorisation vient d’être renouvelée. Après un redémarrage, ou si ce renouvellement manque, toutes les adresses répondent « de retour dans un instant » jusqu’au suivant.',
    record: 'Vérifier',
    recordText:
      'Chaque publication, suspension et retrait est inscrit dans un registre que l’on ne peut pas réécrire sans que cela se voie. Son dernier état signé : ',
  },
  accessibility: {
    title: 'Accessibilité',
    lead: body =>
      `${body} s’engage à rendre ce site accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.`,
    state: 'État de conformité',
    stateText: [
      'Ce site est non conforme au référentiel général d’amélioration de l’accessibilité (RGAA 4.1), faute d’audit : aucun audit de conformité n’a encore été réalisé.',
      'Il est conçu et essayé selon les règles WCAG 2.2, niveau AA.',
    ],
    tested: 'Ce qui est vérifié avant chaque nouvelle version du logiciel',
    tests: [
      'les règles automatiques d’axe-core sur les pages types, claires et sombres ;',
      'la lecture sans script, au clavier seul, et sur un écran de 320 pixels de large ;',
      'un tableau de valeurs pour chaque graphique.',
    ],
    limits: 'Ce qui peut gêner',
    limitsList: [
      'Les grands tableaux se lisent en les faisant défiler horizontalement.',
      'Les descriptions dépendent de ce que les agents ont écrit ; une colonne peut ne pas en avoir.',
      'Les fichiers Parquet et JSON s’adressent à des logiciels.',
    ],
    contact: 'Signaler une difficulté',
    contactText: 'Si une page ou un fichier vous résiste, nous vous l’enverrons sous une autre forme : ',
    noContact: 'Adressez-vous à l’accueil de l’organisme.',
    remedy: 'Voies de recours',
    remedyText: 'Si notre réponse ne vous convient pas, vous pouvez saisir le Défenseur des droits : ',
    remedyLink: 'formulaire du Défenseur des droits',
  },
}
