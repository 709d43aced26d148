import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Works } from '../../platform/http/index.ts'

/**
 * Every minute: plans whose day has come are carried out; one that was being carried out when the program was killed is carried out again. The day is
 * read from the clock each time, so that a clock that jumps makes it early or late but never twice.
 */
export async function carryOutDue({ worker, jobs }: Pick<Works, 'worker' | 'jobs'>): Promise<void> {
  await worker.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update reorganisation r set state = 'carrying-out'
       where r.id in (select id from reorganisation where state = 'scheduled' and effective_on <= ${clock.today()}::date for update skip locked)
         and r.state = 'scheduled' returning r.id`.execute(tx)
    const { rows: begun } = await sql<{ id: string }>`
      select r.id from reorganisation r where r.state = 'carrying-out' and pg_try_advisory_xact_lock(7402, hashtext(r.id::text))
      for update skip locked`.execute(tx)
    const due = new Set([...rows, ...begun].map((row) => row.id))
    for (const id of due) await jobs.enqueue(tx, 'reorganisation.carry-out', { id }, { key: id, priority: 10 })
  })
}
