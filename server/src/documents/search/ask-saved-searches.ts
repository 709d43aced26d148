import { sql } from 'kysely'
import { asActor, type Database, NoStandingError } from '../../platform/database/index.ts'
import { rememberFound } from './saved-searches.ts'

/**
 * A job: asks again the saved searches whose turn it is, each as the person in the post that saved it (or the post that took its place), in whosever place, and tells the bell what is new.
 * Answers how many were asked.
 */
export async function askSavedSearches(app: Database, worker: Database, most = 200): Promise<number> {
  const due = await worker
    .selectFrom('saved_search')
    .select([
      'id',
      'person_id',
      sql<string>`app.successor_of_post(position_id)`.as('position_id'),
      standingDelegation.as('delegation_id'),
      'name',
      'query',
    ])
    .where('notify', '=', true)
    .orderBy('asked_at', (order) => order.asc().nullsFirst())
    .limit(most)
    .execute()
  for (const saved of due) {
    const query = saved.query as Record<string, string>
    const standing = {
      personId: saved.person_id,
      positionId: saved.position_id,
      delegationId: saved.delegation_id ?? undefined,
    }
    await asActor(app, standing, async (tx) => {
      const found = await rememberFound(tx, saved.id, query)
      if (found.length === 0) return
      const data = {
        savedSearchId: saved.id,
        name: saved.name,
        query,
        count: found.length,
        documentId: found.length === 1 ? found[0] : null,
      }
      await sql`select app.tell_me('search.found', ${JSON.stringify(data)}::jsonb)`.execute(tx)
    }).catch((error) => {
      // Who no longer holds the post, or acts for its holder, is told nothing; the search sleeps until they do.
      if (!(error instanceof NoStandingError)) throw error
    })
    await worker.updateTable('saved_search').set({ asked_at: new Date() }).where('id', '=', saved.id).execute()
  }
  return due.length
}

/** By which they act today in the place in which it was saved: that delegation, or one given anew or gone on with the post between the same two. */
const standingDelegation = sql<string | null>`coalesce((
  select n.id from delegation o
    join delegation n on n.from_person_id = o.from_person_id and n.to_person_id = o.to_person_id and n.from_position_id = app.successor_of_post(o.from_position_id)
   where o.id = saved_search.delegation_id and n.valid @> app.now() order by n.id = o.id desc, n.id desc limit 1), delegation_id)`
