import type { staffing } from '@mocban/contract/organisation-staffing'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { days } from '../acts/settle.ts'

/** Somebody whose record who asks may write. @throws request.not-found, organisation.not-yours */
async function personForRecord(tx: Tx, personId: string): Promise<string> {
  const { rows } = await sql<{ name: string; mine: boolean }>`
    select h.full_name as name, t.administered is true as mine
      from person h left join app.trained_of(array[h.id]) t on true where h.id = ${personId}`.execute(tx)
  const [person] = rows
  if (!person) throw refuse('request.not-found')
  if (!person.mine) throw refuse('organisation.not-yours')
  return person.name
}

/** What a certificate given on a day holds for: what its paper says, else what its kind says. @throws staffing.unknown-code */
export async function certificateDays(tx: Tx, code: string, on: string, lastDay?: string | null): Promise<string> {
  const { rows } = await sql<{ until: string | null }>`
    select (${on}::date + make_interval(months => months_valid))::date::text as until from certificate_kind where code = ${code}`.execute(
    tx,
  )
  const [kind] = rows
  if (!kind) throw refuse('staffing.unknown-code', { code })
  return lastDay ? days(on, lastDay) : `[${on},${kind.until ?? ''})`
}

/**
 * Records a degree or a certificate of a person, as its paper has it.
 * @throws request.not-found, organisation.not-yours, staffing.later, staffing.unknown-code, staffing.recorded-already, organisation.days-reversed
 */
export async function recordQualification(
  tx: Tx,
  actor: Actor,
  { personId, ...given }: { personId: string } & RouteInput<typeof staffing.record>['body'],
): Promise<{ id: string }> {
  const name = await personForRecord(tx, personId)
  if (given.on > clock.today()) throw refuse('staffing.later')
  const { degree, certificate } = given
  const id = newId()
  const row = degree
    ? { field_code: degree.fieldCode, level: degree.level, subject: degree.subject, valid: `[${given.on},)` }
    : {
        certificate_code: certificate?.code ?? '',
        valid: await certificateDays(tx, certificate?.code ?? '', given.on, certificate?.lastDay),
      }
  const what = await nameOfCode(tx, degree?.fieldCode ?? certificate?.code ?? '')
  const { rows: same } = await sql`
    select from qualification q where q.person_id = ${personId} and q.withdrawn_at is null and lower(q.valid) = ${given.on}::date
       and (q.field_code, q.level, q.certificate_code) is not distinct from (${degree?.fieldCode ?? null}::text, ${degree?.level ?? null}::text, ${certificate?.code ?? null}::text)`.execute(
    tx,
  )
  if (same.length > 0) throw refuse('staffing.recorded-already')
  await tx
    .insertInto('qualification')
    .values({ id, person_id: personId, institution: given.institution, recorded_by: actor.personId, ...row })
    .execute()
  await record(tx, actor, {
    kind: 'qualification.recorded',
    data: { name, what, on: given.on },
    concerns: [principal.person(personId)],
  })
  return { id }
}

/**
 * Withdraws what was recorded by mistake: it counts for nothing any more, on no day, and stays on the record with the reason.
 * @throws request.not-found, organisation.not-yours, staffing.withdrawn-already
 */
export async function withdrawQualification(
  tx: Tx,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<Record<string, never>> {
  const found = await tx
    .selectFrom('qualification')
    .where('id', '=', id)
    .select([
      'person_id as personId',
      'field_code as fieldCode',
      'certificate_code as certificateCode',
      'withdrawn_at as withdrawnAt',
    ])
    .executeTakeFirst()
  if (!found) throw refuse('request.not-found')
  const name = await personForRecord(tx, found.personId)
  const { numUpdatedRows } = await tx
    .updateTable('qualification')
    .set({ withdrawn_at: clock.now().toISOString(), withdrawn_reason: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw refuse('staffing.withdrawn-already')
  await record(tx, actor, {
    kind: 'qualification.withdrawn',
    data: { name, what: await nameOfCode(tx, found.fieldCode ?? found.certificateCode ?? ''), reason },
    concerns: [principal.person(found.personId)],
  })
  return {}
}

/** What a field of training or a certificate is called. @throws staffing.unknown-code */
async function nameOfCode(tx: Tx, code: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from training_field where code = ${code} union all select name from certificate_kind where code = ${code} limit 1`.execute(
    tx,
  )
  if (!rows[0]) throw refuse('staffing.unknown-code', { code })
  return rows[0].name
}
