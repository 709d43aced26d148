import { accounts as contract, type GuardedPosition } from '@mocban/contract/accounts'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import { serve } from '../http/index.ts'
import { refuse } from '../http/refuse.ts'
import { realm } from './accounts.ts'
import type { SignInHouse } from './house.ts'

const page = 200

/** Which positions ask for a second factor: of the agency, and of those below it, which have nobody else who could ask it. */
export function guardedPositionRoutes({ app, signIn }: SignInHouse): void {
  serve(app, contract.guardedPositions, async ({ tx, actor, query }) => {
    const like = `%${(query.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
    const { rows } = await sql<Omit<GuardedPosition, 'ready'> & { people: string[] }>`
      select q.id as "positionId", q.title, u.name as "unitName", a.name as "agencyName", q.second_factor as needed, count(x.person_id)::int as holders,
             coalesce(array_agg(x.person_id) filter (where x.person_id is not null), '{}') as people
        from position q
        join unit_now u on u.id = q.unit_id
        join unit_now a on a.id = q.agency_id
        left join appointment x on x.position_id = q.id and x.valid @> app.today()
       where q.agency_id in (${realm(actor.agencyId)}) and q.valid @> app.today()
         and unaccent(q.title || ' ' || u.name || ' ' || a.name) ilike unaccent(${like})
         and not exists (select from service_account s where s.position_id = q.id)
       group by q.id, u.name, u.ordinal, a.name, a.ordinal
       order by q.agency_id = ${actor.agencyId} desc, q.second_factor desc, a.ordinal, a.name, u.ordinal, u.name, q.leads desc, q.rank, q.title, q.id limit ${page + 1}`.execute(
      tx,
    )
    const ready = await sql<{ id: string }>`
      select person_id as id from totp where secret is not null and person_id = any(${rows.flatMap((row) => row.people)}::uuid[])
      union select person_id from passkey where person_id = any(${rows.flatMap((row) => row.people)}::uuid[])`.execute(
      signIn,
    )
    const armed = new Set(ready.rows.map((row) => row.id))
    return {
      items: rows
        .slice(0, page)
        .map(({ people, ...row }) => ({ ...row, ready: people.filter((one) => armed.has(one)).length })),
      more: rows.length > page,
    }
  })

  serve(app, contract.guardPositions, async ({ tx, actor, body }) => {
    const changed = await tx
      .updateTable('position')
      .set({ second_factor: body.needed })
      .where('id', 'in', body.positionIds)
      .where(sql<boolean>`agency_id in (${realm(actor.agencyId)})`)
      .returning('title')
      .execute()
    if (changed.length < new Set(body.positionIds).size) throw refuse('request.not-found')
    await record(tx, actor, {
      kind: 'rules.second-factor-set',
      data: { positions: changed.slice(0, 20).map((one) => one.title), needed: body.needed },
    })
    return {}
  })
}
