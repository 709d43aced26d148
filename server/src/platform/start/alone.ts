import pg from 'pg'

/** Two programs that start on one empty database fill it once: the second waits, and then finds it filled. */
export async function alone<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(6301, 2)')
    return await work()
  } finally {
    await client.end()
  }
}
