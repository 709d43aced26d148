import type pg from 'pg'
import type { Row, World } from '../story/world.ts'
import { loadExchange } from './exchange-rows.ts'
import { insertRows } from './insert-rows.ts'

// In the order of references.
const order = [
  'register',
  'audience',
  'file',
  'document',
  'verification_code',
  'register_entry',
  'document_relation',
  'document_file',
  'direction',
  'dispatch',
  'dispatch_file',
  'delivery',
  'delivery_status',
  'handling',
  'draft',
  'draft_version',
  'draft_recipient',
  'draft_comment',
  'review',
  'task',
  'task_collaborator',
  'task_progress',
  'task_extension',
  'work_file',
  'work_file_document',
  'work_file_record',
  'work_file_note',
  'work_file_person',
  'event',
  'page_text',
  'confidentiality_class',
  'confidentiality_member',
  'confidentiality_type',
  'record_class',
  'opening',
]
/** Rows of one story or more in the order of their references. */
export const tablesOf = (...worlds: World[]): [table: string, rows: Row[]][] =>
  order.map((table) => [table, worlds.flatMap((world) => world.rows.get(table) ?? [])])

/** Loads all tables in one transaction and marks the data as a loaded demonstration in it. */
export async function loadTables(
  client: pg.Client,
  tables: [string, Row[]][],
  now: Date,
  progress: (done: number, total: number, what?: string) => void,
): Promise<void> {
  await client.query('begin')
  try {
    // Triggers do row by row, and as of now, what is done at once at the end or told by the story itself; references are checked all the same.
    for (const [table] of tables) await client.query(`alter table "${table}" disable trigger user`)
    const all = tables.reduce((sum, [, rows]) => sum + rows.length, 0)
    let done = 0
    for (const [table, rows] of tables) {
      await insertRows(client, table, rows)
      done += rows.length
      progress(done, all, 'bản ghi · records')
    }
    await client.query('set constraints all immediate')
    for (const [table] of tables) await client.query(`alter table "${table}" enable trigger user`)
    await loadExchange(client, now)
    progress(0, 1, 'chỉ mục tìm kiếm · search index')
    // The planner knows nothing of the new rows yet; without it PostgreSQL 15 reads all pages for each document.
    await client.query('analyze')
    await client.query('drop index if exists search_document_words')
    await client.query('select app.index_missing_documents()')
    await client.query(
      'create index search_document_words on search_document using gin (words) with (gin_pending_list_limit = 512)',
    )
    // The bell rings for what happened in the last days, in its order; the notifier tells it at its first round.
    await client.query(
      `insert into notification_due (event_id, at) select id, at from event where concerns <> '{}' and at > $1::timestamptz - interval '4 days'`,
      [now],
    )
    await client.query(`update installation set demonstration = 'loaded'`)
    progress(1, 1, 'chỉ mục tìm kiếm · search index')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await client.query('analyze')
}
