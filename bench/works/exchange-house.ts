import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

export const attachment = 20_000

/** A PDF by its first bytes, of a size. */
export const somePdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])

/** Milliseconds of processor that a process has had; with `reaped`, those of its children that have ended too. */
export function processorOf(pid: number, { reaped = false } = {}): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number)
    // The kernel counts in hundredths of a second.
    return 10 * (user + system + (reaped ? childUser + childSystem : 0))
  } catch {
    return 0
  }
}

const parentOf = (pid: string | number): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

/** The process of the server behind a connection. */
export async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const pid = parentOf(rows[0]?.pid ?? 0)
  await client.end()
  return pid
}

/** Milliseconds of processor of a server with all that it has begun. */
export function processorOfServer(postmaster: number): number {
  let sum = processorOf(postmaster, { reaped: true })
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (parentOf(pid) === postmaster) sum += processorOf(Number(pid))
    } catch {
      // It has ended meanwhile: the postmaster has its time.
    }
  return sum
}
