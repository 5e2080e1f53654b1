// What `npm start` says, in the language of the system.

/** The words in French where the locale is French, otherwise in English. */
export function wordsOfStart(env) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.toLowerCase().startsWith('fr') ? fr : en
}

const addresses = ({ portal, console }) => ({
  portal: `http://127.0.0.1:${portal}/`,
  console: `http://localhost:${console}/`,
})

const en = {
  ready: (ports, codes, home, isWalk = false) => {
    const at = addresses(ports)
    const walk = isWalk ? '' : 'Alone with it? npm start -- walk shows the whole way with two invented officers. '
    const next = codes
      ? `
  One-time codes   ${codes.join('   ')}

  1. Open the console, choose “Enrol with a code”, enrol with the first code and a passkey.
  2. Do the same with the second code, as another person: another browser profile, another passkey.
  3. Both sign the first list of officers, which waits on the wall.
  4. An invented clerk, who has put two files under Inspect, then proposes one of them:
     both sign it, and the second signature publishes it.
  5. Look at the public site; then press h in the console and stop it again.
`
      : ''
    return `
Pare-fuite is running, with both zones on this machine (${home}).

  Public site      ${at.portal}
  Console          ${at.console}
${next}
${walk}Ctrl-C stops both zones.
`
  },
  gaveUp: (name, log) => `The ${name} does not run. All that it said is in ${log}; the last of it:`,
  orphan: name => `A start that was killed left the ${name} running; it is ended first.`,
  noBody: 'The example body could not be made:',
  noWalk: 'The walk did not come to its end (to begin anew, remove its folder, named above):',
  noProposal: 'The statistics of the example could not be proposed:',
  noPages: 'The pages of the console could not be built: npm run build says why. The zones run without them.',
  portTaken: (port, home) =>
    `Port ${port}, on which this home ran before, is in use. End what uses it (perhaps another npm start), or remove ${home}/ports.json: passkeys enrolled at the old address will then not fit.`,
}

const fr = {
  ready: (ports, codes, home, isWalk = false) => {
    const at = addresses(ports)
    const walk = isWalk
      ? ''
      : 'Seul devant l’écran\u202f? npm start -- walk montre tout le chemin avec deux agents inventés. '
    const next = codes
      ? `
  Codes à usage unique   ${codes.join('   ')}

  1. Ouvrir la console, choisir «\u00a0S’inscrire avec un code\u00a0», s’inscrire avec le premier et une clé d’accès.
  2. Faire de même avec le second code, comme une autre personne\u00a0: autre profil du navigateur, autre clé d’accès.
  3. Les deux signent la première liste d’agents, qui attend sur le mur.
  4. Un employé inventé, qui a déposé deux fichiers sous Inspecter, propose alors l’un d’eux\u00a0:
     les deux le signent, et la seconde signature le publie.
  5. Regarder le site public\u00a0; puis appuyer sur h dans la console et l’arrêter de nouveau.
`
      : ''
    return `
Pare-fuite fonctionne, avec ses deux zones sur cette machine (${home}).

  Site public      ${at.portal}
  Console          ${at.console}
${next}
${walk}Ctrl-C arrête les deux zones.
`
  },
  gaveUp: (name, log) =>
    `Le processus ${name} ne fonctionne pas. Tout ce qu’il a dit est dans ${log}\u00a0; la fin\u00a0:`,
  orphan: name => `Un démarrage interrompu a laissé fonctionner ${name}\u00a0; arrêt d’abord.`,
  noBody: 'L’organisme d’exemple n’a pas pu être créé\u00a0:',
  noWalk: 'La visite n’est pas allée à son terme (pour recommencer, supprimer son dossier, nommé ci-dessus)\u00a0:',
  noProposal: 'Les statistiques de l’exemple n’ont pas pu être proposées\u00a0:',
  noPages:
    'Les pages de la console n’ont pas pu être construites\u00a0: npm run build dit pourquoi. Les zones fonctionnent sans elles.',
  portTaken: (port, home) =>
    `Le port ${port}, celui des démarrages précédents, est occupé. Arrêter ce qui l’utilise (peut-être un autre npm start), ou supprimer ${home}/ports.json\u00a0: les clés d’accès inscrites à l’ancienne adresse n’y correspondront plus.`,
}
