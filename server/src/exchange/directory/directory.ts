import { createHash, X509Certificate } from 'node:crypto'
import type { OutsideAgency, OutsideFacts } from '@mocban/contract/exchange-directory'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Agencies outside, found by any part of a name or code, with or without diacritics; those of today unless ended ones are asked for too. At most 200. */
export async function findAgencies(
  tx: Tx,
  input: { q?: string | undefined; ended?: boolean | undefined },
): Promise<OutsideAgency[]> {
  const like = input.q ? `%${input.q.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<OutsideAgency>`
    select o.id, o.code, o.name, o.short_name as "shortName", o.parent_name as "parentName", o.address, o.email, o.phone, o.way_id as "wayId", app.exchange_way_name(o.way_id) as "wayName",
      o.must_sign as "mustSign", lower(o.valid) as "from", upper(o.valid) - 1 as until,
      coalesce((select json_agg(json_build_object('fingerprint', c.fingerprint, 'subject', c.subject, 'from', lower(c.valid), 'until', upper(c.valid) - 1) order by c.added_at)
                  from outside_certificate c where c.outside_id = o.id and not isempty(c.valid)), '[]') as certificates
      from outside_agency o
     where (${input.ended ?? false} or o.valid @> app.today())
       and (${like}::text is null or app.bare(o.name || ' ' || o.short_name || ' ' || o.code) like app.bare(${like}))
     order by o.code, lower(o.valid) limit 200`.execute(tx)
  return rows
}

const columnsOf = (facts: OutsideFacts) => ({
  code: facts.code,
  name: facts.name,
  short_name: facts.shortName,
  parent_name: facts.parentName,
  address: facts.address,
  email: facts.email,
  phone: facts.phone,
  way_id: facts.wayId ?? null,
  must_sign: facts.mustSign,
  valid: sql<string>`daterange(coalesce(${facts.from ?? null}::date, app.today()), ${facts.until ?? null}::date, '[]')`,
})

/** What the database refuses of a code or its days. @throws exchange.code-taken, exchange.days-wrong */
export const taken = (error: { code?: string }): never => {
  throw error.code === '23P01'
    ? refuse('exchange.code-taken')
    : error.code === '23514' || error.code === '22000'
      ? refuse('exchange.days-wrong')
      : error
}

/** @throws exchange.code-taken, exchange.days-wrong */
export async function addAgency(tx: Tx, actor: Actor, facts: OutsideFacts): Promise<{ id: string }> {
  const id = newId()
  await tx
    .insertInto('outside_agency')
    .values({ id, ...columnsOf(facts) })
    .execute()
    .catch(taken)
  await record(tx, actor, { kind: 'exchange.agency-added', recordId: id, data: { name: facts.name, code: facts.code } })
  return { id }
}

/** @throws request.not-found, exchange.code-taken, exchange.days-wrong */
export async function changeAgency(
  tx: Tx,
  actor: Actor,
  id: string,
  facts: OutsideFacts,
): Promise<Record<string, never>> {
  const changed = await tx
    .updateTable('outside_agency')
    .set(columnsOf(facts))
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(taken)
  if (!changed?.numUpdatedRows) throw refuse('request.not-found')
  await record(tx, actor, {
    kind: 'exchange.agency-changed',
    recordId: id,
    data: { name: facts.name, code: facts.code },
  })
  return {}
}

/** Lets a certificate count as the agency's, for as long as it itself says. @throws exchange.certificate-unreadable, request.not-found */
export async function addCertificate(tx: Tx, actor: Actor, id: string, pem: string) {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    throw refuse('exchange.certificate-unreadable')
  }
  const agency = await tx.selectFrom('outside_agency').select('name').where('id', '=', id).executeTakeFirst()
  if (!agency) throw refuse('request.not-found')
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex')
  const subject = certificate.subject.replaceAll('\n', ', ')
  const until = new Date(certificate.validTo).toISOString().slice(0, 10)
  await sql`insert into outside_certificate (outside_id, fingerprint, subject, certificate, valid)
    values (${id}, ${fingerprint}, ${subject}, ${certificate.raw}, daterange(app.today(), greatest(${until}::date, app.today()), '[]'))
    on conflict (outside_id, fingerprint) do update set valid = excluded.valid`.execute(tx)
  await record(tx, actor, {
    kind: 'exchange.certificate-added',
    recordId: id,
    data: { name: agency.name, subject, fingerprint },
  })
  return { fingerprint, subject }
}

/** @throws request.not-found */
export async function endCertificate(
  tx: Tx,
  actor: Actor,
  id: string,
  fingerprint: string,
): Promise<Record<string, never>> {
  const { rows } = await sql<{ subject: string; name: string }>`
    update outside_certificate c set valid = daterange(lower(c.valid), greatest(lower(c.valid), app.today())) from outside_agency o
     where o.id = c.outside_id and c.outside_id = ${id} and c.fingerprint = ${fingerprint} returning c.subject, o.name`.execute(
    tx,
  )
  const ended = rows[0]
  if (!ended) throw refuse('request.not-found')
  await record(tx, actor, { kind: 'exchange.certificate-ended', recordId: id, data: { ...ended, fingerprint } })
  return {}
}
