import { createHash, randomBytes } from 'node:crypto'
import { serviceAccounts as contract, type ServiceAccount } from '@mocban/contract/service-accounts'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import { type Actor, newId, type Tx } from '../database/index.ts'
import { refuse, serve } from '../http/index.ts'
import type { SignInHouse } from './house.ts'

/** How long the secret before a rotation still holds, so that the other system can change without a gap. */
const overlap = '1 day'
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const newSecret = () => randomBytes(32).toString('base64url')

/** Accounts of other systems: added, bounded, rotated and switched off by the agency's administrator. */
export function serviceAccountRoutes({ app, signIn }: SignInHouse): void {
  serve(app, contract.list, async ({ tx }) => {
    const { rows } = await sql<ServiceAccount>`
      select s.person_id as id, h.full_name as name, s.client_id as "clientId", q.capabilities as scopes, s.enabled,
             s.secret_made_at as "secretMadeAt", s.old_until as "oldUntil", s.last_used_at as "lastUsedAt", s.provider_id as "providerId"
        from service_account s join person h on h.id = s.person_id join position q on q.id = s.position_id
       where s.agency_id = app.agency() order by h.full_name`.execute(tx)
    return rows
  })

  serve(app, contract.add, async ({ tx, actor, body }) => {
    const id = newId()
    const positionId = newId()
    const clientId = `mb-${randomBytes(9).toString('hex')}`
    const clientSecret = newSecret()
    await tx.insertInto('person').values({ id, full_name: body.name, user_name: clientId, service: true }).execute()
    await tx
      .insertInto('position')
      .values({
        id: positionId,
        unit_id: actor.agencyId,
        agency_id: actor.agencyId,
        title: body.name,
        capabilities: [...body.scopes],
        rank: 99,
        valid: sql`daterange(app.today(), null)`,
      })
      .execute()
    await tx
      .insertInto('appointment')
      .values({ person_id: id, position_id: positionId, valid: sql`daterange(app.today(), null)` })
      .execute()
    await sql`insert into service_account (person_id, agency_id, position_id, client_id, secret_hash, provider_id)
      values (${id}, ${actor.agencyId}, ${positionId}, ${clientId}, ${secretHash(clientSecret)}, ${body.providerId ?? null})`.execute(
      tx,
    )
    await record(tx, actor, { kind: 'service.added', recordId: id, data: { name: body.name, scopes: body.scopes } })
    return { id, clientId, clientSecret }
  })

  serve(app, contract.change, async ({ tx, actor, params, body }) => {
    const account = await own(tx, actor, params.id)
    await tx
      .updateTable('position')
      .set({ capabilities: [...body.scopes] })
      .where('id', '=', account.position_id)
      .execute()
    await tx
      .updateTable('service_account')
      .set({ enabled: body.enabled, provider_id: body.providerId ?? null })
      .where('person_id', '=', params.id)
      .execute()
    if (!body.enabled) await signIn.deleteFrom('session').where('person_id', '=', params.id).execute()
    const { scopes, enabled } = body
    await record(tx, actor, {
      kind: 'service.changed',
      recordId: params.id,
      data: { name: account.name, scopes, enabled },
    })
    return {}
  })

  serve(app, contract.rotate, async ({ tx, actor, params, body }) => {
    const account = await own(tx, actor, params.id)
    const clientSecret = newSecret()
    const keep = !body.endNow
    await sql`
      update service_account set secret_hash = ${secretHash(clientSecret)}, secret_made_at = now(),
             old_secret_hash = case when ${keep} then secret_hash end,
             old_until = case when ${keep} then now() + ${overlap}::interval end
       where person_id = ${params.id}`.execute(signIn)
    if (body.endNow) await signIn.deleteFrom('session').where('person_id', '=', params.id).execute()
    await record(tx, actor, { kind: 'service.secret-changed', recordId: params.id, data: { name: account.name } })
    return { id: params.id, clientId: account.client_id, clientSecret }
  })
}

async function own(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('service_account as s')
    .innerJoin('person as h', 'h.id', 's.person_id')
    .select(['s.position_id', 's.client_id', 'h.full_name as name'])
    .where('s.person_id', '=', id)
    .where('s.agency_id', '=', actor.agencyId)
    .executeTakeFirst()
  if (!row) throw refuse('request.not-found')
  return row
}
