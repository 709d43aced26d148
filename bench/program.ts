import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Standing } from '../server/src/platform/database/index.ts'
import { freePort } from '../server/src/platform/free-port.ts'
import type { Sql } from './sql.ts'

/** The product itself, in a process of its own on the bench's database. */
export interface Program {
  pid: number
  /** What its heap holds, in kB, once nothing is left that could be thrown away. */
  heap(): Promise<number>
  /** Asks as one of the signed-in; the status, once the answer has been read. */
  ask(cookie: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<number>
  /** Opens an answer that goes on. */
  open(cookie: string, path: string): Promise<IncomingMessage>
  stop(): Promise<void>
}

export async function startProgram(ownerUrl: string, folder: string): Promise<Program> {
  const port = await freePort()
  const weighed = ['--expose-gc', '--import', new URL('weigh.mjs', import.meta.url).href]
  const child = spawn(process.execPath, [...weighed, 'server/mocban.cjs', 'serve'], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    env: {
      ...process.env,
      DATABASE_URL: ownerUrl,
      MOCBAN_DATA: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      MOCBAN_DEMONSTRATION: 'no',
      MOCBAN_WEB: 'no',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const send = (cookie: string, method: string, path: string, body?: unknown) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const payload = body === undefined ? null : Buffer.from(JSON.stringify(body))
      const headers = {
        cookie: `mocban=${cookie}`,
        ...(payload
          ? { 'content-type': 'application/json', 'content-length': payload.length, 'idempotency-key': randomUUID() }
          : {}),
      }
      request({ host: '127.0.0.1', port, agent, method, path, headers }, resolve).on('error', reject).end(payload)
    })
  const ask: Program['ask'] = async (cookie, method, path, body) => {
    const answer = await send(cookie, method, path, body)
    for await (const _ of answer);
    return answer.statusCode ?? 0
  }
  for (let n = 0; ; n++) {
    if ((await ask('', 'GET', '/readyz').catch(() => 0)) === 200) break
    if (n > 300 || child.exitCode !== null) throw new Error('the program did not start')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return {
    pid: child.pid ?? 0,
    heap: () =>
      new Promise((resolve) => {
        child.once('message', (memory) => resolve((memory as NodeJS.MemoryUsage).heapUsed / 1000))
        child.send('weigh')
      }),
    ask,
    open: (cookie, path) => send(cookie, 'GET', path),
    async stop() {
      agent.destroy()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Signs people in as the program does: the table keeps the hash of what the cookie holds. Answers a cookie for each. */
export async function signIn(sql: Sql, people: Standing[]): Promise<string[]> {
  const tokens = people.map(() => randomBytes(32).toString('base64url'))
  await sql.query(
    `insert into session (token_hash, person_id, position_id, delegation_id, expires_at)
     select decode(hash, 'hex'), person, post, delegation, now() + interval '1 day'
       from ${sql.table(['text', 'uuid', 'uuid', 'uuid'], 'hash, person, post, delegation')}`,
    sql.columns(
      people.map((one, n) => [
        createHash('sha256')
          .update(tokens[n] ?? '')
          .digest('hex'),
        one.personId,
        one.positionId,
        one.delegationId ?? null,
      ]),
      4,
    ),
  )
  return tokens
}
