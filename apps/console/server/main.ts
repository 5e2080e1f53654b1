import { isRefusal, type Refusal } from '#kernel'
import { readSettings } from './settings.ts'

/** The private process as a command: `docs/formats/console-api.md` says how it is started. Exits with 2 and a sentence when it cannot. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2))
  if (isRefusal(settings)) return fail(settings)
  // The rooms take seconds to load; a wrong option is told at once.
  const { run } = await import('./run.ts')
  const refusal = await run(settings)
  if (refusal) return fail(refusal)
  process.exit(0)
}

function fail({ code, at, seen, expected, remedy }: Refusal): void {
  process.stderr.write(`${code}: ${at}: ${seen}; expected ${expected}. ${remedy}\n`)
  process.exitCode = 2
}

await main()
