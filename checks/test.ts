import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { houseFaults } from './house.ts'
import { ensureSystemNeeds } from './system-needs.ts'

/**
 * `npm test`: everything that must hold, each step with its time; ends with `N passed, N failed`.
 * `npm test -- unit` runs one step; the steps are listed below in their order. The first ones, which disturb each other in nothing, run together.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const asked = process.argv.slice(2)
let passed = 0
let failed = 0
const fallen: string[] = []

interface Outcome {
  passed: number
  failed: number
  output: string
  /** The tests that failed. */
  names?: string[]
}

type Step = [name: string, what: string, run: () => Outcome | Promise<Outcome>]
const together: Step[] = [
  ['needs', 'what the machine must have', async () => one(await ensureSystemNeeds())],
  ['types', 'types of contract, server, web', () => types(['contract', 'server', 'web', 'checks'])],
  ['lint', 'form and lint', () => command('npx', ['biome', 'check', '.'])],
  ['house', 'who may import whom, names, sizes, lock file', () => faults(houseFaults(root))],
  [
    'schema',
    'types of the tables match the migrations',
    () => command('npx', ['tsx', 'server/src/platform/database/write-schema.ts', '--check']),
  ],
]
const oneByOne: Step[] = [
  ['unit', 'unit, property and HTTP tests on a real PostgreSQL', () => vitest('vitest.config.ts')],
  ['e2e', 'the stories in a real browser', () => vitest('e2e/vitest.config.ts')],
]

async function types(places: string[]): Promise<Outcome> {
  const outcomes: Outcome[] = []
  for (const place of places) outcomes.push(await command('npx', ['tsc', '-p', place]))
  return sum(outcomes)
}

function command(name: string, args: string[]): Promise<Outcome> {
  const child = spawn(name, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ passed: 0, failed: 1, output: String(error) }))
    child.on('close', (status) =>
      resolve(status === 0 ? { passed: 1, failed: 0, output: '' } : { passed: 0, failed: 1, output: said }),
    )
  })
}

function faults(found: string[]): Outcome {
  return { passed: found.length === 0 ? 1 : 0, failed: found.length, output: found.join('\n') }
}

function one(fault: string | null): Outcome {
  return fault ? { passed: 0, failed: 1, output: fault } : { passed: 1, failed: 0, output: '' }
}

const sum = (outcomes: Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, outcome) => total + outcome.passed, 0),
  failed: outcomes.reduce((total, outcome) => total + outcome.failed, 0),
  output: outcomes.map((outcome) => outcome.output).join(''),
})

/** Runs Vitest and counts its tests from its own report; a run that breaks off counts as failed. */
async function vitest(config: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-report-'))
  const report = join(folder, 'report.json')
  const child = spawn(
    'npx',
    ['vitest', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NO_COLOR: '1' } },
  )
  const ended = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(String(error)))
    child.on('close', (status, signal) => resolve(status ?? signal ?? ''))
  })
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
    }
    const names = counts.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((one) => one.status === 'failed')
        .map((one) => `${relative(root, name)} > ${one.fullName}`),
    )
    const broken = ended !== 0 && counts.numFailedTests === 0 ? 1 : 0
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + broken,
      output: broken ? 'a test file could not be run; see above' : '',
      names,
    }
  } catch {
    return { passed: 0, failed: 1, output: `vitest ended with ${ended}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const started = Date.now()
const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`
async function take([name, what, run]: Step): Promise<boolean> {
  if (asked.length > 0 && !asked.includes(name)) return true
  const from = Date.now()
  console.log(`\n── ${name}: ${what}`)
  const outcome = await run()
  passed += outcome.passed
  failed += outcome.failed
  if (outcome.failed > 0) fallen.push(...(outcome.names?.length ? outcome.names : [`${name}: ${what}`]))
  if (outcome.output) console.log(outcome.output)
  console.log(`── ${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} in ${seconds(from)}`)
  return outcome.failed === 0
}
const [needs] = await Promise.all(together.map(take))
// Without what the machine must have, everything after would fail for the same reason.
if (needs) for (const step of oneByOne) await take(step)
console.log(`\nall in ${seconds(started)}\n`)
// Once more where one looks first: at the end.
if (fallen.length > 0) console.log(`failed:\n${fallen.map((one) => `  ${one}`).join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
