import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { Finding } from './verify-command.ts'

/** Every file that a record may refer to is there, byte for byte. */
export async function verifyFiles(owner: Database, files: FileStore): Promise<Finding> {
  const problems: string[] = []
  let looked = 0
  for (let last = ''; ; ) {
    const rows = await owner
      .selectFrom('file')
      .select(['sha256', 'size'])
      .where('sha256', '>', last)
      .orderBy('sha256')
      .limit(500)
      .execute()
    for (const { sha256 } of rows) {
      const found = await files.verify(sha256)
      if (found !== 'good') problems.push(`${found}: ${sha256}`)
    }
    looked += rows.length
    last = rows.at(-1)?.sha256 ?? ''
    if (rows.length < 500) return { looked, problems }
  }
}

/** Each register counts 1, 2, 3 … without gap (Decree 30/2020, Art. 15 and 22), and each number belongs to the document that shows it. */
export async function verifyRegisters(owner: Database): Promise<Finding> {
  const { rows } = await sql<{ problem: string }>`
    select format('gap: %s %s %s %s: %s entries, highest %s, counted to %s', u.name, r.travel, r.series, r.year, e.entries, e.highest, r.last_number) as problem
      from register r join unit_known u on u.id = r.agency_id
      cross join lateral (select count(*) as entries, coalesce(max(number), 0) as highest from register_entry e where e.register_id = r.id) e
     where e.entries <> r.last_number or e.highest <> r.last_number
    union all
    select format('number without its document: %s %s', e.register_id, e.number)
      from register_entry e left join document d on d.id = e.document_id
     where d.id is null or (e.cancelled_at is null and (d.register_id, d.number) is distinct from (e.register_id, e.number))
    union all
    select format('document without its entry: %s %s', d.id, d.number)
      from document d where d.number is not null
       and not exists (select from register_entry e where e.register_id = d.register_id and e.number = d.number and e.document_id = d.id)`.execute(
    owner,
  )
  return { looked: await count(owner, 'register'), problems: rows.map((row) => row.problem) }
}

/** Every document can be seen by somebody, and stands in lists where its audience says. */
export async function verifyAudience(owner: Database): Promise<Finding> {
  const { rows } = await sql<{ problem: string }>`
    select format('nobody sees document %s', d.id) as problem from document d
     where not exists (select from audience a where a.record_id = d.id)
    union all
    select distinct format('out of place in lists: %s', d.id)
      from document d join audience a on a.record_id = d.id where a.at is distinct from d.listed_at`.execute(owner)
  return { looked: await count(owner, 'document'), problems: rows.map((row) => row.problem) }
}

async function count(owner: Database, table: 'register' | 'document'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(owner)
  return rows[0]?.n ?? 0
}
