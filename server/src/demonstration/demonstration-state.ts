import pg from 'pg'

/** Where the demonstration is: nothing there yet, loaded (as it has stood since July 2025, or as it was in 2024), or a province of its own. */
export async function demonstrationState(
  ownerUrl: string,
): Promise<'empty' | 'demonstration' | 'demonstration-2024' | 'other'> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ units: boolean; demonstration: string; before: boolean }>(
      `select exists (select from unit) as units, (select demonstration from installation) as demonstration,
              exists (select from unit_version where lower(valid) < '2025-07-01') as before`,
    )
    const [row] = rows
    if (row?.demonstration === 'loaded') return row.before ? 'demonstration-2024' : 'demonstration'
    return row?.units ? 'other' : 'empty'
  } finally {
    await client.end()
  }
}
