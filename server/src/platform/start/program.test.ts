import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** The program is made of its sources once; see server/program.mjs. */

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'mocban-program-'))
const dist = join(copy, 'server', 'dist')
beforeAll(() => {
  for (const path of ['package-lock.json', 'package.json', 'contract/src', 'contract/package.json', 'server/src'])
    cpSync(join(root, path), join(copy, path), { recursive: true })
  for (const path of ['mocban.cjs', 'program.mjs', 'package.json'])
    cpSync(join(root, 'server', path), join(copy, 'server', path))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

const main = join(copy, 'server/src/main.ts')
const change = (line: string) => writeFileSync(main, `${line}\n${readFileSync(main, 'utf8')}`)
const run = () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(copy, 'server', 'mocban.cjs'), '--help'])
  return { said: `${stdout}${stderr}`, status }
}

describe('the program', () => {
  it('is made of its sources once, and anew where one of them changed', () => {
    expect(run()).toMatchObject({ status: 0, said: expect.stringContaining('mocban') })
    const [first] = readdirSync(dist)
    expect(run().status).toBe(0)
    expect(readdirSync(dist)).toEqual([first])
    change("console.log('changed')")
    expect(run().said).toContain('changed')
    // The one before may still be running.
    expect(readdirSync(dist)).toHaveLength(2)
    change('')
    expect(run().status).toBe(0)
    expect(readdirSync(dist)).toHaveLength(2)
    expect(readdirSync(dist)).not.toContain(first)
  })

  it('names its sources where something fails', () => {
    change('\nconsole.log(new Error().stack)')
    expect(run().said).toContain('server/src/main.ts:2:13')
  })

  it('is run from its sources where it cannot be made', () => {
    rmSync(dist, { recursive: true })
    writeFileSync(dist, '')
    expect(run()).toMatchObject({ status: 0, said: expect.stringContaining('mocban') })
  })
})
