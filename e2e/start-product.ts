import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { freePort } from '../server/src/platform/free-port.ts'
import { softHsmModule } from '../server/src/signing/testing/soft-hsm.ts'

declare module 'vitest' {
  interface ProvidedContext {
    product: string
    /** Its data folder. */
    data: string
    /** The folder in which its soft HSM is: empty until a story puts keys in. */
    hsm: string
  }
}

export interface Product {
  address: string
  data: string
  /** Runs an operator's command on the same data; answers its exit code and what it said. */
  command(...args: string[]): { code: number | null; said: string }
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../', import.meta.url))

/** Starts the product as the README says, on a data folder of its own with the demonstration province, and stops it at the end. `MOCBAN_URL` names one that runs already, on `MOCBAN_DATA`, with `MOCBAN_HSM` as its soft HSM’s folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { MOCBAN_URL: running, MOCBAN_DATA: itsData = '', MOCBAN_HSM: itsHsm = '' } = process.env
  const hsm = itsHsm || mkdtempSync(join(tmpdir(), 'mocban-hsm-'))
  project.provide('hsm', hsm)
  if (running) {
    project.provide('product', running)
    project.provide('data', itsData)
    return async () => {}
  }
  const product = await startProduct({
    PKCS11_DEVICES: `HSM=${softHsmModule}`,
    // The library reads it when the first key is opened.
    SOFTHSM2_CONF: join(hsm, 'softhsm2.conf'),
  })
  project.provide('product', product.address)
  project.provide('data', product.data)
  return async () => {
    await product.stop()
    rmSync(hsm, { recursive: true, force: true })
  }
}

/** A product of its own, with settings of its own: for stories that change everything. */
export async function startProduct(settings: Record<string, string>): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-e2e-'))
  const port = await freePort()
  const data = join(folder, 'data')
  const env = { ...process.env, MOCBAN_DATA: data, DATABASE_URL: '', ...settings, PORT: String(port) }
  const program = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  program.stdout?.on('data', (chunk) => (said += chunk))
  program.stderr?.on('data', (chunk) => (said += chunk))
  const address = `http://127.0.0.1:${port}`
  const stop = async () => {
    const ended = new Promise((resolve) => program.once('exit', resolve))
    if (program.pid) process.kill(-program.pid, 'SIGTERM')
    // Whoever waits for nothing else ends before that.
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000).unref())])
    program.stdout?.destroy()
    program.stderr?.destroy()
    program.unref()
    rmSync(folder, { recursive: true, force: true })
  }
  await answers(address, program, () => said).catch(async (error) => {
    if (program.exitCode === null) await stop()
    throw error
  })
  return {
    address,
    data,
    command: (...args) => {
      const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'mocban', '--', ...args], {
        cwd: root,
        env,
        encoding: 'utf8',
      })
      return { code: status, said: `${stdout}${stderr}` }
    },
    stop,
  }
}
async function answers(address: string, program: ChildProcess, said: () => string): Promise<void> {
  // On a busy machine it takes long; what hangs says nothing new.
  let heard = ''
  let until = Date.now() + 150_000
  while (program.exitCode === null && Date.now() < until) {
    if (said() !== heard) until = Date.now() + 150_000
    heard = said()
    const up = await fetch(`${address}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`the product did not start:\n${said()}`)
}
