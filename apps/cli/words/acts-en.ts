import type { ActWords } from './words.ts'

const OF_PEOPLE = `  --key FILE          the key file of who is asking; its passphrase is asked on the terminal,
                      or read from the file that PAREFUITE_PASSPHRASE_FILE names
  --tenant NAME       the body; may be left out where the private zone has only one
`
const OF_ALL = `  --home DIR          the folder of both zones (otherwise PAREFUITE_HOME, otherwise .parefuite here)
  --json              one JSON document on standard output
  --lang fr|en        language of the answer (otherwise that of the locale)

`
const EXIT = `Exit status
  0  done
  1  refused, or a gate is closed: the answer says why
  2  misuse, or it could not be carried out
`

export const actsEn: ActWords = {
  acts: {
    'zone create': {
      usage: 'NAME --title-fr TITLE --title-en TITLE --host HOST… [--clerk]',
      does: 'makes a body, known on the wall as NAME (a-z, 0-9, -), and prints the one-time codes by which its two first officers enrol; with --clerk also one for a person who prepares and whose key counts once they admit it',
    },
    'zone list': {
      usage: '',
      does: 'the bodies of this private zone, with their addresses and the digest of their first root',
    },
    'zone codes': {
      usage: 'NAME',
      does: 'two new one-time codes for the first officers of a body, where the old ones were lost before both had signed; whoever had enrolled with one enrols again',
    },
    'zone first-factor': {
      usage: 'NAME [--issuer URL]',
      does: 'asks the officers of a body for a sign-in at this OpenID Connect issuer before their passkey; without --issuer ends that',
    },
    'officers key create': {
      usage: 'FILE',
      does: 'makes a signing key in FILE, protected by a passphrase, and prints its public key',
    },
    'officers enrol': {
      usage: '--key FILE [--person FILE.json]',
      does: 'enrols you with your key file; asks for the one-time code, your name, e-mail address and a label of the key, or takes them from a file with code, name, email, label',
    },
    'officers list': { usage: '--key FILE', does: 'who may sign, with which keys, and which of them count' },
    'officers invite': {
      usage: '--role administrator|officer|auditor --key FILE',
      does: 'prints a one-time code by which a person enrols',
    },
    'officers admit': {
      usage: 'OFFICER --key FILE',
      does: 'drafts the change by which the keys of an enrolled officer count; two sign it',
    },
    'officers remove': {
      usage: 'OFFICER --key FILE',
      does: 'drafts the change by which the keys of an officer count no more; two sign it',
    },
    'officers recover': {
      usage: 'OFFICER --key FILE',
      does: 'confirms that a person lost every key; the second person who confirms gets a one-time code for them',
    },
    'officers renew': {
      usage: '--new-epoch --key FILE',
      does: 'after a restore from an older backup: drafts the change that starts the counts of the wall afresh; two sign it',
    },
    'officers end-sessions': {
      usage: 'OFFICER --key FILE',
      does: 'ends every session of a person at once; one administrator suffices',
    },
    'officers dismiss': {
      usage: 'OFFICER --key FILE',
      does: 'takes away the role of somebody whose keys no list of officers names: an auditor, somebody invited',
    },
    'officers forget': {
      usage: 'OFFICER --key FILE',
      does: 'destroys the name and address of a former officer; what they signed stays, under their id',
    },
    'officers documents': { usage: '--key FILE', does: 'what waits for signatures, with the digest that is signed' },
    'officers approve': {
      usage: 'DIGEST --key FILE [--despite-verdict FILE] [--despite-alert FILE]',
      does: 'signs what waits under this digest: a change of officers, a release, the end of a hold',
    },
    'release receive': {
      usage: 'FILE --key FILE',
      does: 'gives a file to the private zone, sealed, and inspects it there; prints the id of the candidate',
    },
    'release propose': {
      usage: 'FILE|CANDIDATE --words WORDS.json --key FILE',
      does: 'proposes one table of a file, or of a candidate that was inspected before, with the words of the JSON file (docs/formats/proposal.md)',
    },
    'release list': { usage: '--key FILE [--search TEXT]', does: 'the releases, newest first' },
    'release show': {
      usage: 'ID --key FILE',
      does: 'what an approver looks at: the exact files, the verdict with its reasons, the differences, the digest',
    },
    'release approve': {
      usage: 'ID|DIGEST --key FILE [--despite-verdict FILE] [--despite-alert FILE]',
      does: 'signs exactly what goes out; the second right signature publishes',
    },
    'release reject': { usage: 'ID --key FILE', does: 'takes a proposal back' },
    'release withdraw': {
      usage: 'ID --reason CLASS --key FILE',
      does: 'drafts the site without this release; two sign it. To stop at once: parefuite hold place',
    },
    'release publish': { usage: '', does: 'makes the public folder equal to what was signed, now' },
    'release verify': {
      usage: 'FOLDER [--first-root DIGEST]',
      does: 'off line, without any private zone: was everything in released/NAME signed by whoever had to, and is every byte the approved one?',
    },
    'hold place': {
      usage: '--path PATH|--release ID|--site|--everything --reason CLASS --key FILE [--released DIR]',
      does: 'stops what the public sees, within five seconds; takes one officer. With --released straight into the public folder, without the private zone',
    },
    'hold list': { usage: '--key FILE', does: 'what is held, why, since when' },
    'hold lift': {
      usage: 'ID --key FILE',
      does: 'drafts the end of a hold and signs it; a second officer approves it',
    },
    'alert open': {
      usage: '--reason CLASS --key FILE',
      does: 'something is wrong: from now on nothing new goes out without a written second reason',
    },
    'alert list': { usage: '--key FILE', does: 'the alerts, open ones first' },
    'alert close': { usage: 'ID --key FILE', does: 'ends an alert that another officer opened' },
    'vault backup': {
      usage: 'FILE --to RECIPIENT…',
      does: 'writes everything of the private zone into one file, sealed to the age recipients',
    },
    'vault restore': {
      usage: 'FILE --identity FILE',
      does: 'makes an empty private zone what it was when the backup was made',
    },
    'vault rotate': { usage: '', does: 'gives the private zone a new master key' },
    'ledger export': {
      usage: 'FOLDER',
      does: 'writes the ledger as files that parefuite ledger verify checks off line',
    },
  },
  aboutTopic: {
    zone: OF_ALL,
    officers: `${OF_PEOPLE}  --despite-verdict FILE, --despite-alert FILE
                      your written reason, as text in a file, where the inspection says
                      “do not publish” or an alert is open
${OF_ALL}`,
    release: `${OF_PEOPLE}  --reason CLASS      personal-data, wrong-data, security, legal, other
  --despite-verdict FILE, --despite-alert FILE
                      your written reason, as text in a file, where the inspection says
                      “do not publish” or an alert is open
  --first-root DIGEST the digest of the first root, as the body gave it to you: who may sign at all
${OF_ALL}`,
    hold: `${OF_PEOPLE}  --site, --everything
                      the whole site of the body; the sites of all bodies in which you sign
  --reason CLASS      personal-data, wrong-data, security, legal, other
  --released DIR      the public folder released/, when the private zone is out of reach
${OF_ALL}`,
    alert: `${OF_PEOPLE}  --reason CLASS      personal-data, wrong-data, security, legal, other
${OF_ALL}`,
    vault: OF_ALL,
  },
  exitOfActs: EXIT,
  usage: act => `Write it like this: parefuite ${`${act} ${actsEn.acts[act].usage}`.trimEnd()}`,
  noAct: (topic, acts) =>
    `Say what to do: ${acts.map(act => `parefuite ${act}`).join(', ')} (see parefuite help ${topic}).`,
  unknownAct: (near, acts) =>
    near
      ? `There is no such act. The nearest is: parefuite ${near}`
      : `There is no such act. There are: ${acts.join(', ')}`,
}
