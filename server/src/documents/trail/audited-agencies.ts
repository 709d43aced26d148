import type { audit } from '@mocban/contract/audit'
import type { RouteAnswer } from '@mocban/contract/route'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/** Whose acts the auditor reads: the own agency first, then those that have ended, under their last names. */
export async function auditedAgencies(tx: Tx): Promise<RouteAnswer<typeof audit.agencies>> {
  const { rows } = await sql<RouteAnswer<typeof audit.agencies>[number]>`
    select u.id, u.name, u.ended_on as "endedOn" from unit_known u
     where u.id = any ((select app.audited_agencies())::uuid[]) and (select app.can('audit'))
     order by u.ended_on is not null, u.name, u.id`.execute(tx)
  return rows
}
