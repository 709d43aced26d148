import { type SavedSearch, searchQuery } from '@mocban/contract/search'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findDocumentIds } from './search-documents.ts'

interface Wanted {
  name: string
  query: Record<string, string>
  notify: boolean
}
/** Nobody reads more than these, and each is asked again every few minutes. */
const mostSaved = 50

const columns = ['id', 'name', 'query', 'notify', 'created_at as createdAt'] as const

/** One's saved searches, in the order in which they were saved. */
export async function listSavedSearches(tx: Tx): Promise<SavedSearch[]> {
  const rows = await tx.selectFrom('saved_search').select(columns).orderBy('created_at').execute()
  return rows as SavedSearch[]
}

/** Keeps a search. What it finds today is known already: the bell tells only what comes after. */
export async function saveSearch(tx: Tx, actor: Actor, wanted: Wanted): Promise<SavedSearch> {
  if ((await listSavedSearches(tx)).length >= mostSaved) throw refuse('search.too-many-saved', { most: mostSaved })
  const saved = await tx
    .insertInto('saved_search')
    .values({
      person_id: actor.personId,
      position_id: actor.positionId,
      delegation_id: actor.delegationId,
      name: wanted.name,
      query: JSON.stringify(wanted.query),
      notify: wanted.notify,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  await rememberFound(tx, saved.id, wanted.query)
  return saved as SavedSearch
}

/** Changes a saved search. With other words it starts anew: nothing old is told. */
export async function changeSavedSearch(tx: Tx, id: string, wanted: Wanted): Promise<SavedSearch> {
  const changed = await tx
    .updateTable('saved_search')
    .set({ name: wanted.name, query: JSON.stringify(wanted.query), notify: wanted.notify })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  if (!changed) throw refuse('request.not-found')
  await rememberFound(tx, id, wanted.query)
  return changed as SavedSearch
}

/** Forgets a saved search. */
export async function forgetSavedSearch(tx: Tx, id: string): Promise<Record<string, never>> {
  const gone = await tx.deleteFrom('saved_search').where('id', '=', id).returning('id').executeTakeFirst()
  if (!gone) throw refuse('request.not-found')
  return {}
}

/** Notes what a saved search finds now and answers what it had not found before. */
export async function rememberFound(tx: Tx, id: string, query: Record<string, string>): Promise<string[]> {
  const ids = await findDocumentIds(tx, searchQuery.parse(query))
  if (ids.length === 0) return []
  const { rows } = await sql<{ document_id: string }>`
    insert into saved_search_found (saved_search_id, document_id) select ${id}, unnest(${ids}::uuid[])
    on conflict do nothing returning document_id`.execute(tx)
  return rows.map((row) => row.document_id)
}
