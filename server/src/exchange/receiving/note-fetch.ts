import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { RefusalError } from '../../platform/http/index.ts'
import { WayError } from '../ways/way.ts'

/** A way was fetched over. That sending was down is past too, where nothing waits any more to be sent by it. */
export async function noteFetched(worker: Database, wayId: string, fetched: Record<string, unknown>): Promise<void> {
  await sql`
    with waits as (
      select 1 from exchange_message m left join outside_agency o on o.id = m.outside_id
       where m.state in ('waiting', 'sending') and coalesce(o.way_id, m.way_id) = ${wayId} limit 1)
    update exchange_way set fetched = ${JSON.stringify(fetched)}::jsonb, good_at = now(), unfetched_since = null, fetch_error = null, unfetched_told_at = null,
      bad_since = case when exists (select from waits) then bad_since end, last_error = case when exists (select from waits) then last_error end,
      told_at = case when exists (select from waits) then told_at end
     where id = ${wayId}`.execute(worker)
}

/** A way could not be fetched over: it stands on the screens with the reason, and the registry of the province is told when it has been so for a minute and a half. */
export async function noteUnfetched(worker: Database, wayId: string, error: unknown): Promise<void> {
  const why =
    error instanceof WayError || error instanceof RefusalError
      ? { code: error.code, values: error.values }
      : { code: 'exchange.program-error', values: { said: (error as Error).message } }
  await sql`
    with w as (
      update exchange_way set unfetched_since = coalesce(unfetched_since, now()), fetch_error = ${JSON.stringify(why)}::jsonb,
        unfetched_told_at = case when unfetched_since < now() - interval '90 seconds' then coalesce(unfetched_told_at, now()) end
       where id = ${wayId} returning name, unfetched_told_at)
    insert into event (agency_id, kind, data, concerns)
    select p.unit_id, 'exchange.unfetched', jsonb_build_object('way', w.name), array[app.clerks_of(p.unit_id)]
      from w join unit_version p on p.kind = 'province' and p.valid @> app.today() where w.unfetched_told_at = now() limit 1`.execute(
    worker,
  )
}
