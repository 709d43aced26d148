import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'

export type Tell = (step: string | null, done?: number, of?: number) => Promise<void>

/** Tells how far the work on a plan is, beside the transaction that does it; null: it has ended. What cannot be told now is no failure of the work. */
export const teller =
  (worker: Database, id: string): Tell =>
  async (step, done = 0, of = 1) => {
    const telling =
      step === null
        ? worker.deleteFrom('reorganisation_progress').where('reorganisation_id', '=', id).execute()
        : sql`insert into reorganisation_progress (reorganisation_id, step, done, of) values (${id}, ${step}, ${done}, ${of})
              on conflict (reorganisation_id) do update set step = excluded.step, done = excluded.done, of = excluded.of, at = clock_timestamp()`.execute(
            worker,
          )
    await telling.catch(() => {})
  }
