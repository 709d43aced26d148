import pg from 'pg'

/** Where the demonstration is: nothing there yet, loaded, or a province of its own. */
export async function demonstrationState(ownerUrl: string): Promise<'empty' | 'demonstration' | 'other'> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ units: boolean; demonstration: string }>(
      'select exists (select from unit) as units, (select demonstration from installation) as demonstration',
    )
    if (rows[0]?.demonstration === 'loaded') return 'demonstration'
    return rows[0]?.units ? 'other' : 'empty'
  } finally {
    await client.end()
  }
}
