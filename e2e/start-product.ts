import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    product: string
  }
}

export interface Product {
  address: string
  /** Runs an operator's command on the same data; answers its exit code and what it said. */
  command(...args: string[]): { code: number | null; said: string }
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../', import.meta.url))

/** Starts the product as the README says, on a data folder of its own with the demonstration province, and stops it at the end. `MOCBAN_URL` names one that runs already. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.MOCBAN_URL) {
    project.provide('product', process.env.MOCBAN_URL)
    return async () => {}
  }
  const product = await startProduct({})
  project.provide('product', product.address)
  return product.stop
}

/** A product of its own, with settings of its own: for stories that change everything. */
export async function startProduct(settings: Record<string, string>): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-e2e-'))
  const port = await freePort()
  const env = { ...process.env, MOCBAN_DATA: join(folder, 'data'), DATABASE_URL: '', ...settings, PORT: String(port) }
  const program = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  program.stdout?.on('data', (chunk) => (said += chunk))
  program.stderr?.on('data', (chunk) => (said += chunk))
  const address = `http://127.0.0.1:${port}`
  await answers(address, program, () => said)
  return {
    address,
    command: (...args) => {
      const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'mocban', '--', ...args], {
        cwd: root,
        env,
        encoding: 'utf8',
      })
      return { code: status, said: `${stdout}${stderr}` }
    },
    stop: async () => {
      const ended = new Promise((resolve) => program.once('exit', resolve))
      if (program.pid) process.kill(-program.pid, 'SIGTERM')
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))])
      program.stdout?.destroy()
      program.stderr?.destroy()
      program.unref()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
async function answers(address: string, program: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 280_000
  while (Date.now() < until) {
    if (program.exitCode !== null) break
    const up = await fetch(`${address}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`the product did not start:\n${said()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
