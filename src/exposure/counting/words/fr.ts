import { hoursIn, isOne, momentIn, numberIn } from './say.ts'
import { statementFr } from './statement-fr.ts'
import type { Words } from './words.ts'

const n = (value: string | number | undefined) => numberIn('fr', Number(value ?? 0))
const some = (value: string | number | undefined, one: string, more: string) =>
  `${n(value)} ${isOne('fr', value) ? one : more}`
const at = (value: string | number | undefined) => momentIn('fr', value)

const NEAR: Readonly<Record<string, string>> = {
  parameters: 'le même chemin sans les paramètres demandés',
  case: 'le même chemin avec d’autres majuscules',
  slash: 'le même chemin avec une barre oblique en plus ou en moins à un bout',
  encoding: 'le même chemin encodé autrement',
  elsewhere: 'le même nom dans un autre dossier',
  similar: 'un chemin qui diffère d’une ou deux lettres',
  folder: 'autre chose dans ce dossier',
}

const reasonOf = (code: string | number | undefined) => reasons[String(code)] ?? String(code)

const momentsOf = (value: string | number | undefined) =>
  String(value ?? '')
    .split(', ')
    .map(at)
    .join(' ; ')

const notes: Words['notes'] = {
  'exposure/zone-assumed': ({ place, zone }) =>
    `${place} : ses heures ne nomment aucun fuseau et ont été lues comme ${zone}`,
  'exposure/hour-repeated': ({ place, lines }) =>
    `${place} : ${some(lines, 'ligne', 'lignes')} d’une heure que l’horloge a montrée deux fois ; des deux lectures, chacune a la plus proche de la ligne qui la précède`,
  'exposure/error-log': ({ place, lines }) =>
    `${place} : un journal d’erreurs (${some(lines, 'ligne', 'lignes')}), qui ne contient pas d’accès et est laissé de côté`,
  'exposure/input-cut': ({ place, reason }) => `${place} : lecture interrompue avant la fin (${reasonOf(reason)})`,
  'exposure/overlapping-input': ({ place, same }) =>
    `${place} : contient des lignes que contient aussi ${same}, comptées une seule fois`,
  'exposure/same-input': ({ place, same }) => `${place} : même contenu que ${same}, compté une seule fois`,
  'exposure/uncovered': ({ server, from, to, hours }) =>
    `${server} : aucune ligne de journal du ${at(from)} au ${at(to)} (${hoursIn('fr', Number(hours ?? 0))})`,
  'exposure/no-server-log': ({ servers }) => some(servers, 'serveur sans journal', 'serveurs sans journal'),
  'exposure/servers-undeclared': ({ server }) =>
    `${server} : son nom est celui d’un serveur parmi d’autres, et personne n’a dit combien de serveurs il y avait (--servers)`,
  'exposure/more-servers': ({ servers, declared }) =>
    `d’après leurs noms, les journaux sont de ${some(servers, 'serveur', 'serveurs')}, pour ${some(declared, 'serveur déclaré', 'serveurs déclarés')} : donner un même nom aux journaux d’un même serveur (web1=LIEU)`,
  'exposure/two-layers': ({ servers, lines }) =>
    `${some(servers, 'serveur a écrit', 'serveurs ont écrit')} les requêtes que porte aussi le journal placé devant : ${some(lines, 'ligne laissée', 'lignes laissées')} de côté, pour que chaque requête compte une fois`,
  'exposure/proxy-undeclared': ({ peers, lines }) =>
    `${some(lines, 'requête est passée', 'requêtes sont passées')} par ${some(peers, 'adresse qui en relaie', 'adresses qui en relaient')} d’autres (X-Forwarded-For) sans avoir été ${isOne('fr', peers) ? 'déclarée' : 'déclarées'} : le nombre des clients n’est pas connu. S’il s’agit de votre propre serveur mandataire, donnez son réseau : --trust-proxy (--show-clients le nomme)`,
  'exposure/clients-hidden': ({ lines }) =>
    `${some(lines, 'requête ne vient', 'requêtes ne viennent')} que d’adresses internes, comme à travers un serveur mandataire qui ne nomme personne dans le journal : on ne sait pas de qui ${isOne('fr', lines) ? 'elle est' : 'elles sont'}. Le journal du mandataire le dit, ou X-Forwarded-For s’il est journalisé et le mandataire déclaré (--trust-proxy). Si ce sont les clients eux-mêmes, sans mandataire, dites-le : --trust-proxy 127.0.0.1`,
  'exposure/unlogged-cache': ({ lines }) =>
    `un cache répondait devant le serveur et son propre journal n’est pas ici${Number(lines) > 0 ? ` (${some(lines, 'ligne envoyée', 'lignes envoyées')} par lui)` : ''} : ce à quoi il a répondu seul n’est pas compté`,
  'exposure/no-lines': () => 'aucune ligne n’a pu être lue',
  'exposure/nothing-matched': () =>
    'aucune ligne ne nomme ce qui a été cherché, pas même une requête refusée : personne ne l’a demandé, ou son nom est mal écrit, ou les journaux l’écrivent autrement. Pour montrer que le nom est juste, demandez-le une fois et joignez le journal de ce jour',
  'exposure/object-unseen': ({ objects }) =>
    `${some(objects, 'objet n’est nommé', 'objets ne sont nommés')} par aucune ligne, pas même une requête refusée : personne ne ${isOne('fr', objects) ? 'l’a demandé, ou son nom est mal écrit' : 'les a demandés, ou leurs noms sont mal écrits'}`,
  'exposure/object-near': ({ how, lines }) => `${NEAR[String(how)] ?? how} : ${some(lines, 'ligne', 'lignes')}`,
  'exposure/size-unseen': () =>
    'aucune réponse n’a exactement les octets du fichier : il n’a été envoyé à personne en une fois, ou l’a été compressé, ou dans une autre version ; un chemin (--object) montre aussi ces cas',
  'exposure/window-from-logs': ({ from, to }) =>
    `personne n’a dit quand les objets étaient accessibles : les chiffres portent sur le temps des journaux, du ${at(from)} au ${at(to)}`,
  'exposure/reached-outside-window': ({ transfers }) =>
    `${some(transfers, 'réponse', 'réponses')} hors de la période où les objets étaient réputés accessibles`,
  'exposure/stray-times': ({ lines }) =>
    `${some(lines, 'ligne porte', 'lignes portent')} une heure qui ne peut être juste`,
  'exposure/malformed-lines': ({ lines }) => some(lines, 'ligne n’a pu être lue', 'lignes n’ont pu être lues'),
  'exposure/malformed-naming': ({ lines }) =>
    `${some(lines, 'ligne qui n’a pu être lue nomme', 'lignes qui n’ont pu être lues nomment')} un objet : chacune peut être un transfert, et les bornes en tiennent compte`,
  'exposure/unreadable': ({ places }) =>
    `à ${some(places, 'endroit', 'endroits')} des journaux, aucune requête ne peut être lue (ligne coupée, abîmée, ou perdue dans un trou) : une requête pour un objet a pu s’y trouver, et aucune borne n’en tient compte`,
  'exposure/skew-unknown': ({ server }) =>
    `${server} : son horloge n’a pu être comparée à celle du premier serveur ; ses heures sont prises telles quelles`,
  'exposure/size-unknown': ({ objects }) =>
    `${some(objects, 'objet', 'objets')} de taille inconnue : entier et partiel ne peuvent être distingués`,
  'exposure/range-unlogged': ({ transfers }) =>
    `${some(transfers, 'transfert', 'transferts')} par parties dont la place dans le fichier n’est pas journalisée`,
  'exposure/headers-counted': ({ transfers }) =>
    `${some(transfers, 'transfert', 'transferts')} dont le journal compte les en-têtes avec les octets : l’objet entier, ou tout sauf ses derniers octets`,
  'exposure/perhaps-another': ({ transfers }) =>
    `${some(transfers, 'réponse courte', 'réponses courtes')}, de même longueur à l’octet près pour plusieurs clients : le début de l’objet, ou une page affichée à sa place (connexion, erreur) ; elles ne comptent que dans les bornes hautes`,
  'exposure/same-size': ({ transfers }) =>
    `${some(transfers, 'transfert', 'transferts')} d’un objet qui a la taille du fichier et un nom qui en indique un autre ; nommez l’objet avec --object pour trancher`,
  'exposure/perhaps-compressed': ({ transfers }) =>
    `${some(transfers, 'transfert', 'transferts')} de moins d’octets que le fichier, comme en aurait une copie compressée ou une autre version`,
  'exposure/bytes-unlogged': ({ transfers }) =>
    `${some(transfers, 'réponse dont les octets ne sont pas journalisés', 'réponses dont les octets ne sont pas journalisés')}`,
  'exposure/lying-sizes': ({ transfers }) =>
    `${some(transfers, 'réponse', 'réponses')} de plus d’octets que l’objet n’en a`,
  'exposure/copies-elsewhere': ({ clients }) =>
    `${some(clients, 'client avait', 'clients avaient')} déjà une copie, sans transfert dans les journaux`,
  'exposure/excluded': ({ lines }) =>
    `${some(lines, 'ligne laissée de côté', 'lignes laissées de côté')} par déclaration : ce sont celles de l’organisme lui-même`,
  'exposure/pauses': ({ pauses, minutes }) =>
    `${some(pauses, 'silence', 'silences')}, comme d’un redémarrage ou d’une panne (${some(minutes, 'minute', 'minutes')} en tout)`,
  'exposure/file-unread': ({ reason }) => `le fichier exposé n’a pu être lu en entier (${reasonOf(reason)})`,
  'exposure/rows-unknown': ({ transfers }) =>
    `les lignes du fichier que ${some(transfers, 'transfert a portées', 'transferts ont portées')} ne peuvent être déterminées : toutes sont possibles`,
  'exposure/rows-unproven': ({ answers }) =>
    `${some(answers, 'page ou sélection', 'pages ou sélections')} dont les octets ne prouvent pas que toutes les lignes demandées ont été transmises : réponse compressée, réduite à moins de lignes, ou d’une forme particulière`,
  'exposure/replaced': ({ versions, sizes, since }) =>
    `l’objet a été remplacé : ${some(versions, 'autre version', 'autres versions')} (${sizes ?? '–'} octets, depuis ${momentsOf(since)}), dont les personnes ne figurent pas dans le fichier fourni`,
  'exposure/pages-from-one': () =>
    'aucune page 0 n’a été demandée, et les octets des réponses montrent que les pages sont numérotées à partir de 1',
  'exposure/pages-from-unknown': () =>
    'aucune page 0 n’a été demandée, et les octets des réponses ne montrent pas si les pages sont numérotées à partir de 0 ou de 1 : une ligne du fichier n’est certaine que si les deux la donnent',
}

const reasons: Words['reasons'] = {
  'sources/truncated': 'la fin manque',
  'sources/malformed': 'fichier endommagé',
  'sources/encrypted': 'fichier chiffré',
  'sources/denied': 'droit de lecture refusé',
  'sources/missing': 'introuvable',
  'sources/not-a-file': 'ni un fichier ni un dossier',
  'sources/too-large': 'trop grand pour être lu',
  'sources/empty': 'vide',
  'sources/connection': 'injoignable',
}

export const fr: Words = {
  notes,
  reasons,
  definitions: {
    whole:
      'Transferts qui ont apporté au moins 99,9 % des octets d’un objet : une réponse de statut 200, ou des plages d’un même client qui ensemble le couvrent. Les requêtes d’un client pour un objet à 5 minutes au plus l’une de l’autre, tant qu’il n’est pas entier, sont un seul transfert. Les octets sont ceux que le journal dit envoyés : un client qui a interrompu peut en avoir reçu moins, si le journal donne la longueur de la réponse (%b d’Apache) ou si un serveur mandataire l’a prise tout entière.',
    partial:
      'Transferts qui ont apporté des octets sans l’objet entier : une réponse interrompue, des plages qui en laissent une partie, une page ou une sélection. Les lignes de statut 206 ne sont jamais comptées une à une.',
    probes:
      'Requêtes qui n’ont apporté aucun octet de l’objet : HEAD, 304 (le client a déjà une copie), 416, redirections, refus et erreurs.',
    clients:
      'Adresses différentes ayant au moins un transfert : une adresse IPv4, ou le /64 d’une adresse IPv6. Plusieurs personnes peuvent être derrière une adresse, et une personne derrière plusieurs : ce ne sont pas des personnes.',
    accessWindow: 'Du premier au dernier transfert dans les journaux.',
    exposureWindow:
      'Quand les objets étaient accessibles : selon la déclaration, élargie par les réponses hors de celle-ci ; une borne que personne n’a déclarée est le refus le plus proche, ou n’est pas connue.',
    people:
      'Personnes différentes dans les lignes que les transferts ont portées : au moins, et au plus. Jamais plus que n’en contient le fichier exposé.',
  },
  gaps: {
    silence: 'silence plus long que son rythme ne l’explique',
    'before-first-line': 'avant sa première ligne',
    'after-last-line': 'après sa dernière ligne',
    'no-log': 'aucun journal',
    rotation: 'un membre de la série de journaux manque',
    cut: 'le journal est interrompu',
  },
  classes: {
    other: 'autres clients',
    'crawler-known': 'robots connus',
    'crawler-claimed': 'se disent des robots',
  },
  evidence: { yes: 'accès démontré', potentially: 'accès non exclu', none: 'aucun accès dans les journaux' },
  estimates: {
    'as-in-covered-time': 'si le temps non couvert a été comme le temps couvert',
    'as-on-the-other-servers': 'si les serveurs sans journal ont été sollicités autant que les autres',
    'one-more-server': 's’il y avait un serveur de plus, sollicité autant que celui-ci',
  },
  statement: statementFr,
}
