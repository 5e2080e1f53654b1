import { actsEn } from './acts-en.ts'
import { exposureEn, exposureHelpEn } from './exposure-en.ts'
import { wallEn } from './wall-en.ts'
import type { CliWords } from './words.ts'

const duration = (seconds: number) =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`

export const en: CliWords = {
  ...actsEn,
  exposure: exposureEn,
  wall: wallEn,
  help: `parefuite: what stands between records about people and the internet

  parefuite inspect PATH…     what personal data is in these tables, about how many people,
                              how easily they are singled out, and whether to publish
  parefuite exposure LOGS… --object GLOB
                              who took what, when, from access logs, in bounds; and how far the
                              evidence reaches
  parefuite ledger verify FOLDER
                              whether anything in a ledger was changed since it was written

  parefuite zone …            bodies that publish: create, list
  parefuite officers …        people who sign: key create, enrol, list, invite, approve
  parefuite release …         what goes out: propose, show, approve, withdraw, verify
  parefuite hold …            the stop that one officer can pull: place, list, lift
  parefuite alert …           something is wrong at a body: open, list, close
  parefuite vault …           the private zone itself: backup, restore, rotate
  parefuite ledger export FOLDER

  parefuite help VERB         everything that a verb can do
  parefuite --version

`,
  helpOf: {
    inspect: `parefuite inspect PATH… [options]

What personal data is in these tables, column by column; about how many people; how easily
they can be singled out, and through which columns; may this be published? Every cell is read.
Nothing leaves this machine, and no value from the data is ever shown.

PATH is a file (CSV, TSV, JSON, NDJSON, YAML, Parquet, XLSX, ODS, also inside gzip or zip),
a folder, a glob, - for standard input, or postgresql://…

  --json              one JSON document on standard output (docs/formats/inspection.md)
  --sarif             a SARIF 2.1.0 log on standard output, for code-scanning systems
  --report FILE.html  also write the answer with its evidence as one self-contained page
  --quasi A,B         the columns that others may know, instead of those chosen from what is
                      found; may be repeated
  --lang fr|en        language of the answer (otherwise that of the locale)
  --fail-on LEVEL     exit with 1 only for a finding at least this sure (certain, likely or
                      possible), a verdict “do not publish”, or something that was not read

Exit status
  0  nothing found
  1  something found: the verdict is “do not publish” or “review”
  2  misuse, or nothing could be read

`,
    exposure: exposureHelpEn,
    ledger: `parefuite ledger verify FOLDER [options]

Has anything in this ledger been changed since it was written? Every entry is hashed again,
every tile is compared, and the whole is held against the signed checkpoint. Works off line.

  --key KEY           the ledger's public key as its owner gave it (NAME+ID+KEY), or that of a
                      witness who must have signed too; may be repeated. Without it the key
                      that lies in the folder is used
  --json              one JSON document on standard output (docs/formats/ledger.md)
  --lang fr|en        language of the answer (otherwise that of the locale)

Exit status
  0  verified
  1  broken: the answer says where
  2  misuse, or nothing could be checked

`,
  },
  seeHelp: verb => `See: parefuite help${verb ? ` ${verb}` : ''}`,
  noVerb: 'What should be done is missing: the first word is a verb.',
  unknownVerb: (verb, nearest, verbs) =>
    `There is no verb “${verb}”.${nearest ? ` The nearest is: parefuite ${nearest}` : ` The verbs are: ${verbs.join(', ')}`}`,
  unknownOption: (option, nearest) => `There is no option ${option}.${nearest ? ` The nearest is ${nearest}.` : ''}`,
  missingValue: option => `The option ${option} needs a value after it.`,
  unwantedValue: option => `The option ${option} takes no value.`,
  optionOfAnother: (option, verb) => `The option ${option} does not belong to ${verb}.`,
  badChoice: (option, choices) => `The option ${option} takes one of: ${choices.join(', ')}.`,
  twoFormats: 'Standard output holds one document: choose --json or --sarif.',
  noPath:
    'Nothing to inspect was named: give a file, a folder, a glob, a postgresql:// address, or - for standard input.',
  emptyQuasi: 'The option --quasi needs column names separated by commas.',
  reportIsInput: path => `The report would overwrite what is inspected: ${path}. Choose another name.`,
  reportIsFolder: path => `The report needs the name of a file, and this is something else: ${path}`,
  reportUnwritable: (path, code) =>
    `The report could not be written at ${path} (${code}). What was there before, if anything, is unchanged. Choose another place.`,
  reportWritten: path => `Report: ${path}`,
  outputUnwritable: code =>
    `The answer could not be written to standard output (${code}). Send it elsewhere, or make room, and run again.`,
  refused: (code, at, seen, expected) =>
    code === 'inspect/no-such-column'
      ? `No table here (${seen}) has a column named: ${at}\nColumns: ${expected}`
      : null,
  interrupted: 'Interrupted: nothing was written.',
  interruptedAct: 'Interrupted. What was under way may be done: look before you do it again.',
  seen: 'seen',
  expected: 'expected',
  remedy: 'what to do',
  progressLeft: seconds => `about ${duration(seconds)} left`,
  reading: 'reading',
  measuring: 'measuring',
  rows: 'rows',
  bug: 'Pare-fuite broke on something it did not expect, so nothing here is known to be clean. Please report this:',
  ledger: {
    usage: 'Say what to verify: parefuite ledger verify FOLDER, with one folder.',
    noFolder: path => `There is no such folder: ${path}`,
    noLedger: path => `This folder holds no ledger: ${path}. Name the folder that holds the file “checkpoint”.`,
    noKey: 'No key: the folder holds none. Give the one that the owner of the ledger published: --key NAME+ID+KEY',
    badKey: 'The key is not a verifier key (NAME+ID+KEY), or a sign of it was changed. Copy the whole line.',
    verified: 'verified',
    broken: 'broken',
    entries: (shown, count) =>
      `${shown} ${count === 1 ? 'entry' : 'entries'}, every one hashed again, every tile compared`,
    head: (origin, root) => `${origin}, root ${root}`,
    signedBy: {
      ledger: (name, id) => `signed by ${name} (key ${id})`,
      witness: (name, id) => `witnessed by ${name} (key ${id})`,
    },
    place: (path, entry) => `${path}, entry ${entry}`,
    fault: (place, what) => `${place}: ${what}`,
    faults: {
      signature: 'is not signed by the key, or was changed; nothing else was looked at',
      checkpoint: 'is signed, but has another form or another origin; nothing else was looked at',
      missing: 'is missing',
      malformed: 'has another length or structure than its place asks',
      entry: 'is not what was written (entries count from 0)',
      tile: 'holds a hash that what lies below it does not give; the entries are right',
      root: 'all fits together and is not what was signed: a part was rewritten',
      witness: 'a key was given whose signature is not there',
    },
    more: 'and more',
    unknownSignatures: shown => `signatures of keys that were not given, not checked: ${shown}`,
    notLookedAt: (shown, first) => `files that the checkpoint does not count, not looked at: ${shown} (${first} first)`,
    keyFromFolder:
      'the key lay in the folder: this shows that nothing broke, not who wrote it. Give --key from another source',
  },
}
