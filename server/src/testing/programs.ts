import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const launcher = fileURLToPath(new URL('../../mocban.cjs', import.meta.url))

/** A run of the product as the operator starts it, in a process of its own. */
export interface Program {
  child: ChildProcess
  /** Where it listens, once it does. */
  address: Promise<string>
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  said(): string
}

/** Runs the product's launcher, without web and demonstration unless `env` says otherwise, on a port of the kernel's choice. */
export function runProgram(args: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [launcher, ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      MOCBAN_WEB: 'no',
      MOCBAN_DEMONSTRATION: 'no',
      PORT: '0',
      HOST: '127.0.0.1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
  )
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
        const found = /Mộc Bản: (http:\S+)/.exec(said)?.[1]
        if (found) resolve(found)
      })
    child.once('close', () => reject(new Error(said)))
  })
  address.catch(() => {})
  return { child, address, ended, said: () => said }
}
