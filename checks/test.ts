import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { houseFaults } from './house.ts'
import { ensureSystemNeeds } from './system-needs.ts'

/**
 * `npm test`: everything that must hold, each step with its time; ends with `N passed, N failed`.
 * `npm test -- unit` runs one step; the steps are listed below in their order.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const asked = process.argv.slice(2)
let passed = 0
let failed = 0

interface Outcome {
  passed: number
  failed: number
  output: string
}

const steps: [name: string, what: string, run: () => Outcome | Promise<Outcome>][] = [
  ['needs', 'what the machine must have', () => one(() => ensureSystemNeeds())],
  [
    'types',
    'types of contract, server, web',
    () => sum(['contract', 'server', 'web', 'checks'].map((place) => command('npx', ['tsc', '-p', place]))),
  ],
  ['lint', 'form and lint', () => command('npx', ['biome', 'check', '.'])],
  ['house', 'who may import whom, names, sizes, lock file', () => faults(houseFaults(root))],
  [
    'schema',
    'types of the tables match the migrations',
    () => command('npx', ['tsx', 'server/src/platform/database/write-schema.ts', '--check']),
  ],
  ['unit', 'unit, property and HTTP tests on a real PostgreSQL', () => vitest('vitest.config.ts')],
  ['e2e', 'the stories in a real browser', () => vitest('e2e/vitest.config.ts')],
]

function command(name: string, args: string[]): Outcome {
  const result = spawnSync(name, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 200_000_000,
    env: { ...process.env, NO_COLOR: '1' },
  })
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`
  return result.status === 0
    ? { passed: 1, failed: 0, output: '' }
    : { passed: 0, failed: 1, output: output || String(result.error ?? '') }
}

function faults(found: string[]): Outcome {
  return { passed: found.length === 0 ? 1 : 0, failed: found.length, output: found.join('\n') }
}

function one(run: () => string | null): Outcome {
  const fault = run()
  return fault ? { passed: 0, failed: 1, output: fault } : { passed: 1, failed: 0, output: '' }
}

const sum = (outcomes: Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, outcome) => total + outcome.passed, 0),
  failed: outcomes.reduce((total, outcome) => total + outcome.failed, 0),
  output: outcomes.map((outcome) => outcome.output).join(''),
})

/** Runs Vitest and counts its tests from its own report; a run that breaks off counts as failed. */
function vitest(config: string): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-report-'))
  const report = join(folder, 'report.json')
  const result = spawnSync(
    'npx',
    ['vitest', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1' },
    },
  )
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numPassedTestSuites: number
    }
    const broken = result.status !== 0 && counts.numFailedTests === 0 ? 1 : 0
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + broken,
      output: broken ? 'a test file could not be run; see above' : '',
    }
  } catch {
    return { passed: 0, failed: 1, output: `vitest ended with ${result.status ?? result.signal}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const started = Date.now()
const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`
for (const [name, what, run] of steps) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const from = Date.now()
  console.log(`\n── ${name}: ${what}`)
  const outcome = await run()
  passed += outcome.passed
  failed += outcome.failed
  if (outcome.output) console.log(outcome.output)
  console.log(`── ${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} in ${seconds(from)}`)
  // Without what the machine must have, everything after would fail for the same reason.
  if (name === 'needs' && outcome.failed > 0) break
}
console.log(`\nall in ${seconds(started)}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
