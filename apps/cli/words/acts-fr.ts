import type { ActWords } from './words.ts'

const OF_PEOPLE = `  --key FICHIER       le fichier de clé de la personne qui demande\u00a0; sa phrase secrète est demandée
                      au terminal, ou lue dans le fichier que nomme PAREFUITE_PASSPHRASE_FILE
  --tenant NOM        l’organisme\u00a0; peut être omis quand la zone privée n’en a qu’un
`
const OF_ALL = `  --home DOSSIER      le dossier des deux zones (sinon PAREFUITE_HOME, sinon .parefuite ici)
  --json              un document JSON sur la sortie standard
  --lang fr|en        langue de la réponse (sinon celle de l’environnement)

`
const REASONS = `  --reason CLASSE     personal-data (données personnelles), wrong-data (données fausses),
                      security (sécurité), legal (obligation légale), other (autre)
`
const DESPITE = `  --despite-verdict FICHIER, --despite-alert FICHIER
                      votre raison écrite, en texte dans un fichier, là où l’inspection dit «\u00a0ne pas
                      publier\u00a0» ou qu’une alerte est ouverte
`
const EXIT = `Code de sortie
  0  fait
  1  refusé, ou une barrière est fermée\u00a0: la réponse dit pourquoi
  2  commande mal employée, ou impossible à exécuter
`

export const actsFr: ActWords = {
  acts: {
    'zone create': {
      usage: 'NOM --title-fr TITRE --title-en TITRE --host HÔTE… [--clerk]',
      does: 'crée un organisme, connu sur le mur sous NOM (a-z, 0-9, -), et affiche les codes à usage unique par lesquels ses deux premiers agents s’inscrivent\u00a0; avec --clerk un troisième, pour une personne qui prépare et dont la clé compte quand les deux l’admettent',
    },
    'zone list': {
      usage: '',
      does: 'les organismes de cette zone privée, avec leurs adresses et l’empreinte de leur première racine',
    },
    'zone codes': {
      usage: 'NOM',
      does: 'deux nouveaux codes à usage unique pour les premiers agents d’un organisme, quand les anciens ont été perdus avant que les deux aient signé\u00a0; qui s’était inscrit avec l’un s’inscrit de nouveau',
    },
    'zone first-factor': {
      usage: 'NOM [--issuer URL]',
      does: 'demande aux agents d’un organisme une connexion chez ce fournisseur OpenID Connect avant leur clé d’accès\u00a0; sans --issuer, y met fin',
    },
    'officers key create': {
      usage: 'FICHIER',
      does: 'crée une clé de signature dans FICHIER, protégée par une phrase secrète, et affiche sa clé publique',
    },
    'officers enrol': {
      usage: '--key FICHIER [--person FICHIER.json]',
      does: 'vous inscrit avec votre fichier de clé\u00a0; demande le code à usage unique, votre nom, votre adresse électronique et un nom pour la clé, ou les prend dans un fichier avec code, name, email, label',
    },
    'officers list': { usage: '--key FICHIER', does: 'qui peut signer, avec quelles clés, et lesquelles comptent' },
    'officers invite': {
      usage: '--role administrator|officer|auditor --key FICHIER',
      does: 'affiche un code à usage unique par lequel une personne s’inscrit',
    },
    'officers admit': {
      usage: 'AGENT --key FICHIER',
      does: 'prépare le changement par lequel les clés d’un agent inscrit comptent\u00a0; deux personnes le signent',
    },
    'officers remove': {
      usage: 'AGENT --key FICHIER',
      does: 'prépare le changement par lequel les clés d’un agent ne comptent plus\u00a0; deux personnes le signent',
    },
    'officers recover': {
      usage: 'AGENT --key FICHIER',
      does: 'confirme qu’une personne a perdu toutes ses clés\u00a0; la seconde personne qui confirme reçoit un code pour elle',
    },
    'officers renew': {
      usage: '--new-epoch --key FICHIER',
      does: 'après la restauration d’une sauvegarde plus ancienne\u00a0: prépare le changement qui reprend les comptes du mur à neuf\u00a0; deux personnes le signent',
    },
    'officers end-sessions': {
      usage: 'AGENT --key FICHIER',
      does: 'met fin aussitôt à toutes les sessions d’une personne\u00a0; un administrateur suffit',
    },
    'officers dismiss': {
      usage: 'AGENT --key FICHIER',
      does: 'retire son rôle à une personne dont aucune liste d’agents ne nomme les clés\u00a0: un auditeur, une personne invitée',
    },
    'officers forget': {
      usage: 'AGENT --key FICHIER',
      does: 'détruit le nom et l’adresse d’un ancien agent\u00a0; ce qu’il a signé reste, sous son identifiant',
    },
    'officers documents': {
      usage: '--key FICHIER',
      does: 'ce qui attend des signatures, avec l’empreinte qui est signée',
    },
    'officers approve': {
      usage: 'EMPREINTE --key FICHIER [--despite-verdict FICHIER] [--despite-alert FICHIER]',
      does: 'signe ce qui attend sous cette empreinte\u00a0: un changement d’agents, une diffusion, la fin d’un blocage',
    },
    'release receive': {
      usage: 'FICHIER --key FICHIER',
      does: 'confie un fichier à la zone privée, scellé, et l’y inspecte\u00a0; affiche l’identifiant du candidat',
    },
    'release propose': {
      usage: 'FICHIER|CANDIDAT --words MOTS.json --key FICHIER',
      does: 'propose une table d’un fichier, ou d’un candidat déjà inspecté, avec les mots du fichier JSON (docs/formats/proposal.md)',
    },
    'release list': { usage: '--key FICHIER [--search TEXTE]', does: 'les diffusions, la plus récente d’abord' },
    'release show': {
      usage: 'ID --key FICHIER',
      does: 'ce que regarde qui approuve\u00a0: les fichiers exacts, le verdict et ses raisons, les différences, l’empreinte',
    },
    'release approve': {
      usage: 'ID|EMPREINTE --key FICHIER [--despite-verdict FICHIER] [--despite-alert FICHIER]',
      does: 'signe exactement ce qui sort\u00a0; la seconde signature valable publie',
    },
    'release reject': { usage: 'ID --key FICHIER', does: 'retire une proposition' },
    'release withdraw': {
      usage: 'ID --reason CLASSE --key FICHIER',
      does: 'prépare le site sans cette diffusion\u00a0; deux personnes le signent. Pour arrêter tout de suite\u00a0: parefuite hold place',
    },
    'release publish': { usage: '', does: 'rend le dossier public égal à ce qui a été signé, maintenant' },
    'release verify': {
      usage: 'DOSSIER [--first-root EMPREINTE]',
      does: 'hors ligne, sans zone privée\u00a0: tout ce que contient released/NOM est-il signé par qui de droit, et chaque octet est-il celui qui fut approuvé\u202f?',
    },
    'hold place': {
      usage: '--path CHEMIN|--release ID|--site|--everything --reason CLASSE --key FICHIER [--released DOSSIER]',
      does: 'arrête ce que voit le public, en moins de cinq secondes\u00a0; un seul agent suffit. Avec --released directement dans le dossier public, sans la zone privée',
    },
    'hold list': { usage: '--key FICHIER', does: 'ce qui est bloqué, pourquoi, depuis quand' },
    'hold lift': {
      usage: 'ID --key FICHIER',
      does: 'prépare la fin d’un blocage et la signe\u00a0; un second agent l’approuve',
    },
    'alert open': {
      usage: '--reason CLASSE --key FICHIER',
      does: 'quelque chose ne va pas\u00a0: désormais rien de nouveau ne sort sans une seconde raison écrite',
    },
    'alert list': { usage: '--key FICHIER', does: 'les alertes, celles qui sont ouvertes d’abord' },
    'alert close': { usage: 'ID --key FICHIER', does: 'met fin à une alerte qu’un autre agent a ouverte' },
    'vault backup': {
      usage: 'FICHIER --to DESTINATAIRE…',
      does: 'écrit toute la zone privée dans un fichier, scellé pour les destinataires age',
    },
    'vault restore': {
      usage: 'FICHIER --identity FICHIER',
      does: 'fait d’une zone privée vide ce qu’elle était lors de la sauvegarde',
    },
    'vault rotate': { usage: '', does: 'donne à la zone privée une nouvelle clé maîtresse' },
    'ledger export': {
      usage: 'DOSSIER',
      does: 'écrit le journal en fichiers que parefuite ledger verify vérifie hors ligne',
    },
  },
  aboutTopic: {
    zone: OF_ALL,
    officers: `${OF_PEOPLE}${DESPITE}${OF_ALL}`,
    release: `${OF_PEOPLE}${REASONS}${DESPITE}  --first-root EMPREINTE
                      l’empreinte de la première racine, telle que l’organisme vous l’a donnée\u00a0: qui
                      peut signer
${OF_ALL}`,
    hold: `${OF_PEOPLE}  --site, --everything
                      tout le site de l’organisme\u00a0; les sites de tous les organismes où vous signez
${REASONS}  --released DOSSIER  le dossier public released/, quand la zone privée est hors d’atteinte
${OF_ALL}`,
    alert: `${OF_PEOPLE}${REASONS}${OF_ALL}`,
    vault: OF_ALL,
  },
  exitOfActs: EXIT,
  usage: act => `Écrire ainsi\u00a0: parefuite ${`${act} ${actsFr.acts[act].usage}`.trimEnd()}`,
  noAct: (topic, acts) =>
    `Dire ce qu’il faut faire\u00a0: ${acts.map(act => `parefuite ${act}`).join(', ')} (voir parefuite help ${topic}).`,
  unknownAct: (near, acts) =>
    near
      ? `Il n’y a pas de tel acte. Le plus proche est\u00a0: parefuite ${near}`
      : `Il n’y a pas de tel acte. Il y a\u00a0: ${acts.join(', ')}`,
}
