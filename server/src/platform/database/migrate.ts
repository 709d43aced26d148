import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const migrationsFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

/** The data was made by a newer version of the program; it is left as it is. */
export class NewerDataError extends Error {
  constructor(readonly names: string[]) {
    super(`the data holds migrations that this version does not know: ${names.join(', ')}`)
  }
}

export interface RolePasswords {
  app: string
  worker: string
  signIn: string
}

/**
 * Brings the database at `ownerUrl` to this version, each migration in a transaction of its own, and lets the program's roles log in.
 * Two programs that start at once wait for each other (advisory lock). Answers the names of the migrations that ran.
 * @throws NewerDataError
 */
export async function migrate(
  ownerUrl: string,
  passwords: RolePasswords,
  progress?: (name: string) => void,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(6301, 1)')
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, at timestamptz not null default now())',
    )
    const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort()
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const done = new Set(rows.map((row) => row.name))
    const unknown = [...done].filter((name) => !names.includes(name))
    if (unknown.length > 0) throw new NewerDataError(unknown)
    const ran: string[] = []
    for (const name of names.filter((name) => !done.has(name))) {
      progress?.(name)
      const sql = await readFile(migrationsFolder + name, 'utf8')
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into migration (name, sha256) values ($1, $2)', [
          name,
          createHash('sha256').update(sql).digest('hex'),
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
      }
      ran.push(name)
    }
    // What was worked out of who asks before stands as the version before worked it out.
    if (ran.length > 0) await client.query('insert into standing_change (n) values (1)')
    await letRolesLogIn(client, passwords)
    return ran
  } finally {
    await client.end()
  }
}

/** Roles belong to the whole server, and so to every installation on it. */
async function letRolesLogIn(client: pg.Client, passwords: RolePasswords) {
  const database = (await client.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? ''
  for (const [role, password] of [
    ['mocban_app', passwords.app],
    ['mocban_worker', passwords.worker],
    ['mocban_sign_in', passwords.signIn],
  ] as const) {
    await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${role}`)
    await inTurn(() => client.query(`alter role ${role} login password ${pg.escapeLiteral(password)}`))
  }
}

/** Where two change one role at once, PostgreSQL does not let the second wait but fails it (XX000, tuple concurrently updated). */
async function inTurn(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change()
      return
    } catch (error) {
      if (attempt === 40 || (error as { code?: string }).code !== 'XX000') throw error
      await setTimeout(50)
    }
  }
}
