/**
 * Side by side with what others use, on the same columns, in one run:
 *   node bench/versus.ts [--json OUT.json] [--python VENV/bin/python]
 * openredaction from npm; Presidio and pycanon where a Python that has them is named.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { OpenRedaction } from '@openredaction/core'
import { judge, scan } from '#detect'
import { open } from '#sources'
import { writeSales } from './big-sales.ts'
import { measured } from './measured.ts'

const CLI = new URL('../bin/parefuite.js', import.meta.url).pathname
/** Large enough for us to leave start-up behind; the first rows of the same file are what the others get. */
const OUR_ROWS = 1_500_000
const THEIR_ROWS = 1_000

/** Wall seconds depend on what else the machine does; seconds of processor do not. */
type Speed = Readonly<{ who: string; bytes: number; seconds: number; cpuSeconds: number }>
const perSecond = (one: Speed): number => one.bytes / 1e6 / one.seconds
const perCpu = (one: Speed): number => one.bytes / 1e6 / one.cpuSeconds
/** Times work done in this process, with all its threads. */
async function timed(who: string, work: () => Promise<number>): Promise<Speed> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const bytes = await work()
  const used = process.cpuUsage(cpu)
  return { who, bytes, seconds: (performance.now() - began) / 1000, cpuSeconds: (used.user + used.system) / 1e6 }
}

/** Reading, every cell seen, every column judged; no risk: what the peers do. */
async function detectionAlone(file: string): Promise<number> {
  for await (const item of open([file]))
    if (item.kind === 'sources/table') await scan(item, {}, async seen => judge(seen, new Date('2026-11-01')))
  return statSync(file).size
}

/** openredaction reads text: it gets the cells one by one, as its own CSV processor does, then whole lines, which suits it better. */
function openRedaction(
  who: string,
  lines: readonly string[],
  unit: (text: string) => readonly string[],
): Promise<Speed> {
  const detector = new OpenRedaction()
  return timed(who, async () => {
    for (const text of lines) for (const piece of unit(text)) if (piece !== '') await detector.detect(piece)
    return lines.reduce((total, text) => total + text.length + 1, 0)
  })
}

const PRESIDIO = `
import sys, time, csv, logging
logging.disable(logging.CRITICAL)
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
import spacy
class Blank(SpacyNlpEngine):
    def __init__(self):
        super().__init__(models=[{"lang_code": "en", "model_name": "en"}])
        self.nlp = {"en": spacy.blank("en")}
    def load(self): pass
    def is_loaded(self): return True
registry = RecognizerRegistry(); registry.load_predefined_recognizers(languages=["en"])
analyzer = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
lines = open(sys.argv[1]).read().split("\\n")[: int(sys.argv[2])]
began = time.perf_counter(); cpu = time.process_time(); size = 0
for text in lines:
    size += len(text) + 1
    for cell in text.split(","):
        if cell: analyzer.analyze(text=cell, language="en")
print(size, time.perf_counter() - began, time.process_time() - cpu)
`
const PYCANON = `
import sys, time
import pandas as pd
from pycanon import anonymity
frame = pd.read_csv(sys.argv[1], nrows=int(sys.argv[2]), dtype=str)
quasi = ["birth_date", "sex", "zip", "county"]
began = time.perf_counter(); cpu = time.process_time()
k = anonymity.k_anonymity(frame, quasi)
l = anonymity.l_diversity(frame, quasi, ["result"])
print(int(frame.memory_usage(deep=False).sum()), time.perf_counter() - began, time.process_time() - cpu)
`

function python(program: string, source: string, file: string, rows: number, who: string): Speed | string {
  const run = spawnSync(program, ['-c', source, file, String(rows)], { encoding: 'utf8', timeout: 120_000 })
  if (run.status !== 0)
    return `${who}: not measured (${run.stderr.trim().split('\n').at(-1)?.slice(0, 120) ?? 'stopped'})`
  const [bytes, seconds, cpuSeconds] = run.stdout.trim().split(' ').map(Number)
  return { who, bytes: bytes!, seconds: seconds!, cpuSeconds: cpuSeconds! }
}

const { values } = parseArgs({ options: { json: { type: 'string' }, python: { type: 'string' } } })
const folder = mkdtempSync(join(tmpdir(), 'parefuite-versus-'))
const file = join(folder, 'sales.csv')
await writeSales(file, OUR_ROWS)
const ours = await measured(CLI, ['inspect', file, '--json'], 300)
const us = await timed('parefuite, detection alone', () => detectionAlone(file))
const whole: Speed = {
  who: 'parefuite inspect, start to end, with risk',
  bytes: us.bytes,
  seconds: ours.wallSeconds,
  cpuSeconds: ours.userSeconds + ours.systemSeconds,
}
const head = readFileSync(file, 'utf8')
  .split('\n', THEIR_ROWS + 1)
  .slice(1)
const results: (Speed | string)[] = [
  us,
  whole,
  await openRedaction('openredaction, cell by cell', head, text => text.split(',')),
  await openRedaction('openredaction, line by line', head, text => [text]),
]
if (values.python) {
  results.push(python(values.python, PRESIDIO, file, THEIR_ROWS, 'Presidio, patterns only'))
  const canon = python(values.python, PYCANON, file, 100_000, 'pycanon')
  results.push(
    typeof canon === 'string'
      ? canon
      : `pycanon: k and l of one set of four columns, 100,000 rows: ${canon.cpuSeconds.toFixed(1)} s of processor`,
  )
}
for (const one of results) {
  if (typeof one === 'string') console.log(one)
  else
    console.log(
      `${one.who.padEnd(44)} ${perSecond(one).toFixed(3).padStart(8)} MB/s  ${perCpu(one).toFixed(3).padStart(8)} MB per second of processor  detection alone is ${(perSecond(us) / perSecond(one)).toFixed(0)} times as fast (${(perCpu(us) / perCpu(one)).toFixed(0)} by processor)`,
    )
}
if (values.json) writeFileSync(values.json, JSON.stringify(results, null, 1))
rmSync(folder, { recursive: true, force: true })
