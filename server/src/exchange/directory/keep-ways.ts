import type { ExchangeWay } from '@mocban/contract/exchange-ways'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { type Language, refuse } from '../../platform/http/index.ts'
import type { Sealer } from '../../platform/sign-in/index.ts'
import { type Reason, tellReason } from '../screen/tell-reason.ts'
import { secretOf } from '../ways/open-ways.ts'

interface WayInput {
  kind: ExchangeWay['kind']
  name: string
  settings: Record<string, string>
  secret?: string | null | undefined
  accountId?: string | null | undefined
  enabled: boolean
}

/** How partners' systems are reached, and how it goes. */
export async function listWays(tx: Tx, language: Language): Promise<ExchangeWay[]> {
  const { rows } = await sql<
    Omit<ExchangeWay, 'reason' | 'unfetchedReason' | 'note'> & {
      lastError: Reason | null
      fetchError: Reason | null
      rebuiltAt: string | null
    }
  >`
    select w.id, w.kind, w.name, w.settings, w.account_id as "accountId", w.enabled, w.good_at as "goodAt", w.bad_since as "badSince", w.last_error as "lastError",
      w.unfetched_since as "unfetchedSince", w.fetch_error as "fetchError", w.fetched ->> 'rebuiltAt' as "rebuiltAt",
      (select count(*)::int from outside_agency_now o where o.way_id = w.id) as agencies
      from exchange_way w order by w.name`.execute(tx)
  return rows.map(({ lastError, fetchError, rebuiltAt, ...way }) => ({
    ...way,
    reason: tellReason(lastError, language),
    unfetchedReason: tellReason(fetchError, language),
    note: tellReason(
      rebuiltAt ? { code: 'exchange.mailbox-rebuilt', values: { at: dayOf(rebuiltAt) } } : null,
      language,
    ),
  }))
}

/** As people write it here. */
const dayOf = (at: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(at),
  )

const taken = (error: { code?: string }): never => {
  throw error.code === '23505' ? refuse('exchange.way-taken') : error
}

/** @throws exchange.way-taken */
export async function addWay(
  tx: Tx,
  actor: Actor,
  secrets: Sealer | undefined,
  input: WayInput,
): Promise<{ id: string }> {
  const id = newId()
  await tx
    .insertInto('exchange_way')
    .values({
      id,
      kind: input.kind,
      name: input.name,
      settings: JSON.stringify(input.settings),
      secret: seal(secrets, id, input.secret),
      account_id: input.accountId ?? null,
      enabled: input.enabled,
    })
    .execute()
    .catch(taken)
  await record(tx, actor, { kind: 'exchange.way-added', recordId: id, data: { name: input.name } })
  return { id }
}

/** The kind stays what it is: another system is another way. @throws request.not-found, exchange.way-taken */
export async function changeWay(
  tx: Tx,
  actor: Actor,
  secrets: Sealer | undefined,
  id: string,
  input: WayInput,
): Promise<Record<string, never>> {
  const secret = seal(secrets, id, input.secret)
  const changed = await tx
    .updateTable('exchange_way')
    .set({
      name: input.name,
      settings: JSON.stringify(input.settings),
      ...(secret ? { secret } : {}),
      account_id: input.accountId ?? null,
      enabled: input.enabled,
    })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(taken)
  if (!changed?.numUpdatedRows) throw refuse('request.not-found')
  await record(tx, actor, { kind: 'exchange.way-changed', recordId: id, data: { name: input.name } })
  return {}
}

const seal = (secrets: Sealer | undefined, id: string, secret: string | null | undefined) =>
  secret && secrets ? secrets.seal(secret, secretOf(id)) : null
