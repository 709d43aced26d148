import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Program, runProgram } from './testing/programs.ts'

let folder: string
let program: Program | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mocban-fill-'))
})
afterEach(async () => {
  program?.child.kill('SIGTERM')
  await program?.ended
  rmSync(folder, { recursive: true, force: true })
})

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))
/** The processes that this one started and that run yet. */
function startedBy(pid: number): { pid: number; command: string }[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter(Boolean)
    .map((one) => ({ pid: Number(one), command: read(`/proc/${one}/cmdline`) }))
}

/** A first start, as far as a process of its own makes the demonstration. */
async function filling(): Promise<{ run: Program; pid: number }> {
  const run = runProgram(['serve'], { MOCBAN_DATA: join(folder, 'data'), MOCBAN_DEMONSTRATION: 'yes' })
  program = run
  for (;;) {
    const found = startedBy(run.child.pid ?? 0).find(({ command }) => command.includes('fill-process'))
    if (found) return { run, pid: found.pid }
    if (run.child.exitCode !== null) throw new Error(run.said())
    await pause()
  }
}
const gone = async (pid: number) => {
  for (let n = 0; n < 400; n++) {
    try {
      process.kill(pid, 0)
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return true
    } catch {
      return true
    }
    await pause()
  }
  return false
}

it('makes the demonstration in a process of its own, which ends with the program that is asked to stop', async () => {
  const { run, pid } = await filling()
  run.child.kill('SIGTERM')
  expect(await run.ended).toBe(0)
  expect(await gone(pid)).toBe(true)
}, 60_000)

it('says that the demonstration was not made where that process is killed, and leaves nothing behind', async () => {
  const { run, pid } = await filling()
  process.kill(pid, 'SIGKILL')
  expect(await run.ended).toBe(1)
  expect(run.said()).toMatch(/the demonstration province was not made \(SIGKILL\); the database is still empty/)
}, 60_000)
