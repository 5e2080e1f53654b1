import type { StatementWords } from './words.ts'

const CARRIED = 'Ce qui a été transmis contient des données sur'
const NOT_RULED_OUT = 'un transfert ne peut être exclu.'

export const statementFr: StatementWords = {
  at: moment => `Le ${moment}, `,
  between: (from, to) => `Entre le ${from} et le ${to}, `,
  least: 'au moins ',
  whole: count => `entiers : ${count}`,
  partial: count => `partiels : ${count}`,
  wholeOrPartial: count => `entiers ou partiels : ${count}`,
  and: ' ; ',
  unsorted: transfers =>
    transfers === '1' ? 'on ne peut dire s’il était entier' : 'on ne peut dire lesquels étaient entiers',
  shown: ({ transfers, leastTransfers, clients, leastClients, kinds }) =>
    `les journaux montrent ${leastTransfers}${transfers} ${transfers === '1' ? 'transfert' : 'transferts'} vers ${leastClients}${clients} ${clients === '1' ? 'adresse réseau' : 'adresses réseau'} (${kinds}).`,
  twoFigures: 'Là où il y a deux chiffres, la vérité est entre les deux.',
  clocks: servers =>
    `${servers === '1' ? 'L’horloge d’un serveur n’a pu être comparée' : `Les horloges de ${servers} serveurs n’ont pu être comparées`} à celle du premier : ces heures peuvent être décalées d’autant.`,
  leftOut: places =>
    `À ${placesIn(places)} des journaux, aucune requête ne peut être lue : ces chiffres n’en tiennent pas compte.`,
  unseen: 'Aucune ligne ne nomme ce qui a été cherché, pas même une requête refusée : le nom est peut-être mal écrit.',
  someUnseen: objects =>
    `Aucune ligne ne nomme ${objects} des objets, pas même une requête refusée : le nom est peut-être mal écrit.`,
  period: (from, to) => ` (du ${from} au ${to})`,
  noTransfer: period =>
    `Les journaux de chaque serveur indiqué, pour toute la période${period}, ne montrent aucun transfert.`,
  noneRead: period => `Aucune ligne des journaux n’a pu être lue${period} : ${NOT_RULED_OUT}`,
  noneSeen: (period, why) =>
    `Les journaux dont nous disposons ne montrent aucun transfert dans la période${period}${why} : ${NOT_RULED_OUT}`,
  notCovered: ', et ils ne la couvrent pas entièrement',
  named: lines =>
    `, mais ${lines === '1' ? '1 ligne qui n’a pu être lue nomme' : `${lines} lignes qui n’ont pu être lues nomment`} un objet`,
  unreadable: places => `, mais à ${placesIn(places)} aucune requête ne peut être lue`,
  unknownPeriod: ', et personne n’a dit quand les objets étaient accessibles',
  people: {
    atMostConcerned: high =>
      high === '1' ? 'Au plus 1 personne est concernée.' : `Au plus ${high} personnes sont concernées.`,
    exactly: count => `${CARRIED} ${peopleIn(count)}.`,
    atLeast: low => `${CARRIED} au moins ${peopleIn(low)}.`,
    between: (low, high) => `${CARRIED} au moins ${low} et au plus ${high} personnes.`,
  },
  reach: {
    clientsUnknown:
      'On ignore combien de clients se trouvent derrière : les requêtes semblent être passées par un serveur mandataire.',
    ofLogs: 'Ces chiffres portent sur le temps des journaux : personne n’a dit quand les objets étaient accessibles.',
    covered: 'Les journaux couvrent toute la période.',
    more: isTaken => `On ignore combien ${isTaken ? 'd’autres transferts' : 'de transferts'} ont eu lieu : `,
    stretch: (isTaken, uncovered, all) =>
      `On ignore ${isTaken ? 'ce qui a pu être pris d’autre' : 'si quelque chose a été pris'} pendant ${uncovered} sur ${all} : les journaux ne couvrent pas ce temps.`,
  },
  missing: {
    server: 'tous les serveurs n’ont pas donné de journal',
    undeclared: 'personne n’a dit combien de serveurs il y avait',
    layers: 'deux journaux portent les mêmes requêtes, et toutes n’ont pas pu être distinguées',
    proxy: 'les requêtes semblent être passées par un serveur mandataire, et on ne sait pas qui a envoyé lesquelles',
    cache: 'un cache a répondu aussi, et son journal n’est pas ici',
  },
}

function placesIn(count: string): string {
  return count === '1' ? '1 endroit' : `${count} endroits`
}

function peopleIn(count: string): string {
  return count === '0' || count === '1' ? `${count} personne` : `${count} personnes`
}
