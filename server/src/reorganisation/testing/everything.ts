import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** Everything that carrying out writes, as one word. */
export async function everything(owner: Database): Promise<string> {
  const tables = [
    'unit_version',
    'position',
    'appointment',
    'succession',
    'post_succession',
    'exchange_code_alias',
    'committee_member',
    'delegation',
    'document',
    'handling',
    'review',
    'task',
    'task_collaborator',
    'work_file',
    'register',
    'register_entry',
    'audience',
    'document_template',
    'review_rule',
    'delivery',
    'event',
  ]
  const sums: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{
      sum: string
    }>`select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${sql.table(table)} t`.execute(
      owner,
    )
    sums.push(`${table} ${rows[0]?.sum}`)
  }
  return sums.join('\n')
}
