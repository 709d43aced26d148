import pg from 'pg'

/** What fills an empty database with a demonstration. */
export type Fill = (progress: (done: number, total: number, what?: string) => void) => Promise<void>

/** What the data is, as the last start left it. */
export async function readInstallation(ownerUrl: string): Promise<'none' | 'loading' | 'loaded'> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ demonstration: 'none' | 'loading' | 'loaded' }>(
      'select demonstration from installation',
    )
    return rows[0]?.demonstration ?? 'none'
  })
}

/** Whether nobody ever worked here: only such a database is filled. */
export const isEmpty = (ownerUrl: string): Promise<boolean> =>
  withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ any: boolean }>(
      'select exists (select from unit) or exists (select from person) as any',
    )
    return !rows[0]?.any
  })

export const markInstallation = (ownerUrl: string, demonstration: 'loading' | 'loaded'): Promise<void> =>
  withOwner(ownerUrl, async (client) => {
    await client.query('update installation set demonstration = $1', [demonstration])
  })

/**
 * Takes away what a cut-off filling left, so that the next one begins from nothing. Refuses where the filling was finished: from then on the data
 * may be somebody's work.
 */
export const clearUnfinished = (ownerUrl: string): Promise<void> =>
  withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query('select demonstration from installation')
    if (rows[0]?.demonstration !== 'loading') throw new Error('the data is not an unfinished demonstration')
    const { rows: schemas } = await client.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname in ('public', 'app', 'pgboss')`,
    )
    await client.query('begin')
    for (const { name } of schemas) await client.query(`drop schema ${name} cascade`)
    await client.query('create schema public')
    await client.query('commit')
  })

/** Two programs that start on one empty database fill it once: the second waits. */
export const alone = <T>(ownerUrl: string, work: () => Promise<T>): Promise<T> =>
  withOwner(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock(6301, 2)')
    return work()
  })

async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
