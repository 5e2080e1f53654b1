import type { StatementWords } from './words.ts'

const CARRIED = 'What was transferred holds data about'
const NOT_RULED_OUT = 'a transfer cannot be ruled out.'

export const statementEn: StatementWords = {
  at: moment => `On ${moment}, `,
  between: (from, to) => `Between ${from} and ${to}, `,
  least: 'at least ',
  whole: count => `whole: ${count}`,
  partial: count => `in part: ${count}`,
  wholeOrPartial: count => `whole or in part: ${count}`,
  and: '; ',
  unsorted: transfers =>
    transfers === '1' ? 'whether it was whole cannot be told' : 'which of them were whole cannot be told',
  shown: ({ transfers, leastTransfers, clients, leastClients, kinds }) =>
    `the logs show ${leastTransfers}${transfers} ${transfers === '1' ? 'transfer' : 'transfers'} to ${leastClients}${clients} network ${clients === '1' ? 'address' : 'addresses'} (${kinds}).`,
  twoFigures: 'Where there are two figures, the truth lies between them.',
  clocks: servers =>
    `${servers === '1' ? 'The clock of 1 server' : `The clocks of ${servers} servers`} could not be compared with the first server’s: these times may be off by as much as they differ.`,
  leftOut: places => `In ${placesIn(places)} of the logs no request can be read: these figures leave them out.`,
  unseen: 'No line names what was asked for, not even a refused request: the name may be mistyped.',
  someUnseen: objects =>
    `No line names ${objects} of the objects, not even a refused request: the name may be mistyped.`,
  period: (from, to) => ` (${from} to ${to})`,
  noTransfer: period => `The logs of every server that was named, for the whole period${period}, show no transfer.`,
  noneRead: period => `No line of the logs could be read${period}: ${NOT_RULED_OUT}`,
  noneSeen: (period, why) => `The logs that we hold show no transfer in the period${period}${why}: ${NOT_RULED_OUT}`,
  notCovered: ', and they do not cover all of it',
  named: lines =>
    `, but ${lines} ${lines === '1' ? 'line that could not be read names' : 'lines that could not be read name'} an object`,
  unreadable: places => `, but in ${placesIn(places)} no request can be read`,
  unknownPeriod: ', and nobody said when the objects could be reached',
  people: {
    atMostConcerned: high => `At most ${high} ${high === '1' ? 'person is' : 'people are'} concerned.`,
    exactly: count => `${CARRIED} ${peopleIn(count)}.`,
    atLeast: low => `${CARRIED} at least ${peopleIn(low)}.`,
    between: (low, high) => `${CARRIED} at least ${low} and at most ${high} people.`,
  },
  reach: {
    clientsUnknown: 'How many clients there were is unknown: the requests came through a proxy, as it seems.',
    ofLogs: 'These figures are for the time of the logs: nobody said when the objects could be reached.',
    covered: 'The logs cover the whole period.',
    more: isTaken => `How many${isTaken ? ' more' : ''} transfers there were is unknown: `,
    stretch: (isTaken, uncovered, all) =>
      `${isTaken ? 'What else was taken' : 'Whether anything was taken'} is unknown for ${uncovered} of ${all}: the logs do not cover that time.`,
  },
  missing: {
    server: 'not every server gave a log',
    undeclared: 'nobody said how many servers there were',
    layers: 'two logs hold the same requests, and not all of them could be told apart',
    proxy: 'the requests came through a proxy, as it seems, and who sent which is not known',
    cache: 'a cache answered too, and its log is not here',
  },
}

function placesIn(count: string): string {
  return count === '1' ? '1 place' : `${count} places`
}

function peopleIn(count: string): string {
  return count === '1' ? '1 person' : `${count} people`
}
