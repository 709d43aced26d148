import type { access } from '@mocban/contract/access'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

type Wanted = RouteInput<typeof access.open>['body']

/**
 * Opens a record to a person, to everybody of a unit and those below it, or to the members of a committee, until the end of a day: by whoever answers for it
 * (`app.answers_for`). It is over by itself; who could see it stays known.
 * @throws request.not-found, access.not-yours, access.day-past, access.open-already
 */
export async function openRecord(tx: Tx, actor: Actor, recordId: string, wanted: Wanted): Promise<{ id: string }> {
  const list = await mustAnswerFor(tx, recordId)
  if (wanted.lastDay < clock.today()) throw refuse('access.day-past')
  const target = await readTarget(tx, wanted)
  const { rows } = await sql<{ id: string }>`
    select app.open_record(${recordId}, ${wanted.targetKind}, ${wanted.targetId}, ${wanted.lastDay}, ${wanted.reason}) as id`
    .execute(tx)
    .catch((error: { code?: string }) => {
      throw error.code === '23P01' ? refuse('access.open-already', { name: target.name }) : error
    })
  await record(tx, actor, {
    kind: 'access.opened',
    recordId,
    recordList: list,
    data: { to: target.name, lastDay: wanted.lastDay, reason: wanted.reason },
    concerns: [target.principal],
  })
  return { id: rows[0]?.id ?? '' }
}

/** Closes it again at once: whoever opened it, or answers for the record. @throws request.not-found, access.not-yours */
export async function withdrawOpening(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  const { rows } = await sql<{ recordId: string; list: string; name: string; may: boolean }>`
    select o.record_id as "recordId", o.list, coalesce(p.full_name, app.unit_name(o.target, o.opened_at)) as name,
           app.answers_for(o.record_id) or o.opened_by = app.person() as may
      from opening o left join person p on o.target_kind = 'person' and p.id = o.target
     where o.id = ${id} and o.withdrawn_at is null and o.last_day >= app.today()`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  if (!found.may) throw refuse('access.not-yours')
  await record(tx, actor, {
    kind: 'access.closed-again',
    recordId: found.recordId,
    recordList: found.list,
    data: { to: found.name },
  })
  await sql`select app.withdraw_opening(${id})`.execute(tx)
  return {}
}

/** The list of a record for which who asks answers. @throws request.not-found, access.not-yours */
export async function mustAnswerFor(tx: Tx, recordId: string, orRegistered = false): Promise<string> {
  const { rows } = await sql<{ list: string; may: boolean }>`
    select a.list, app.answers_for(${recordId}) or ${orRegistered} and app.registered_it(${recordId}) as may
      from audience a where a.record_id = ${recordId} limit 1`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  if (!found.may) throw refuse('access.not-yours')
  return found.list
}

/** Whom it is opened to, by name, and who is told. @throws request.not-found */
async function readTarget(tx: Tx, { targetKind, targetId }: Wanted) {
  const { rows } =
    targetKind === 'person'
      ? await sql<{ name: string }>`select full_name as name from person where id = ${targetId} and active`.execute(tx)
      : await sql<{ name: string }>`
          select name from unit_now where id = ${targetId} and (kind = 'committee') = ${targetKind === 'committee'}`.execute(
          tx,
        )
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  const told = { person: principal.person, unit: principal.leadersOf, committee: principal.membersOf }[targetKind]
  return { name: found.name, principal: told(targetId) }
}
