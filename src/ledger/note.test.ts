import { describe, expect, test } from 'vitest'
import { given, invented, signer } from './ledger.test-kit.ts'
import {
  checkpointText,
  cosignatureLine,
  EMPTY_ROOT,
  keyText,
  openCheckpoint,
  openNote,
  readKey,
  signNote,
} from './ledger.ts'

const bytes = (text: string) => Buffer.from(text)
const text = checkpointText(signer.key.name, { size: 0, root: EMPTY_ROOT })

describe('signed notes', () => {
  test('the example of the specification is opened with its key (C2SP signed-note, “Example”)', () => {
    const key = given(readKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'))
    const note =
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
    expect(given(openNote(bytes(note), [key])).text).toBe('This is an example message.\n')
    expect(openNote(bytes(note.replace('example m', 'Example m')), [key])).toMatchObject({ code: 'ledger/signature' })
    expect(openNote(bytes(note), [signer.key])).toMatchObject({ code: 'ledger/unsigned' })
  })

  test('a key is written as one line and read back, and no changed line is read', () => {
    const line = keyText(signer.key)
    expect(given(readKey(line))).toEqual(signer.key)
    expect(readKey(line.replace('test', 'text'))).toMatchObject({ code: 'ledger/key' })
    expect(readKey(line.slice(1, -1))).toMatchObject({ code: 'ledger/key' })
  })

  test('every changed bit of a checkpoint is noticed, also those that Base 64 would let pass', () => {
    const signed = bytes(signNote(text, [signer]))
    expect(given(openCheckpoint(signed, [signer.key])).size).toBe(0)
    const passed: number[] = []
    for (let bit = 0; bit < signed.length * 8; bit++) {
      const changed = Buffer.from(signed)
      changed[bit >> 3] ^= 1 << (bit & 7)
      if (!('code' in openCheckpoint(changed, [signer.key]))) passed.push(bit)
    }
    expect(passed).toEqual([])
  })

  test('a witness signs with its time, and its signature alone is not the ledger’s', () => {
    const witness = invented('witness.example/w1', 2, 4)
    const line = cosignatureLine(text, witness, 1_679_315_147)
    const both = bytes(signNote(text, [signer]) + line)
    expect(given(openCheckpoint(both, [signer.key, witness.key])).note.by).toEqual([signer.key, witness.key])
    expect(given(openCheckpoint(both, [signer.key])).note.unknown).toBe(1)
    expect(openCheckpoint(both, [witness.key])).toMatchObject({ code: 'ledger/checkpoint' })
    const later = bytes(
      signNote(text, [signer]) + cosignatureLine(text.replace('test', 'else'), witness, 1_679_315_147),
    )
    expect(openCheckpoint(later, [signer.key, witness.key])).toMatchObject({ code: 'ledger/signature' })
  })

  test('a checkpoint with extension lines, or of an origin that its key does not name, is refused', () => {
    const open = (of: string) => openCheckpoint(bytes(signNote(of, [signer])), [signer.key])
    expect(open(`${text}more\n`)).toMatchObject({ code: 'ledger/checkpoint' })
    expect(open(text.replace('test', 'else'))).toMatchObject({ code: 'ledger/checkpoint' })
    expect(open(text.replace('\n0\n', '\n00\n'))).toMatchObject({ code: 'ledger/checkpoint' })
  })
})
