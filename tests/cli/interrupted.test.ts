import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parefuite } from './run.ts'

test('an act upon the zones that is interrupted does not say that nothing was done', async () => {
  const database = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(database, 'listening')
  const { port } = database.address() as AddressInfo
  const home = mkdtempSync(join(tmpdir(), 'parefuite-interrupted-'))
  const env = { DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/nothing`, PAREFUITE_HOME: home }
  const { code, stdout, stderr } = await parefuite(['zone', 'list'], {
    env,
    during: child => database.once('connection', () => child.kill('SIGINT')),
  })
  database.close()
  rmSync(home, { recursive: true })
  expect({ code, stdout, stderr }).toEqual({
    code: 130,
    stdout: '',
    stderr: 'Interrupted. What was under way may be done: look before you do it again.\n',
  })
})
