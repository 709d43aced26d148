import type { staffing } from '@mocban/contract/organisation-staffing'
import type { CertificateKind, TrainingField } from '@mocban/contract/organisation-staffing-terms'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Fields of training and kinds of certificates, in the order in which they are offered. */
export async function readTerms(tx: Tx): Promise<{ fields: TrainingField[]; certificates: CertificateKind[] }> {
  const names = ['code', 'name', 'name_en as nameEn', 'name_ur as nameUr'] as const
  const fields = await tx.selectFrom('training_field').select(names).orderBy('code').execute()
  const certificates = await tx
    .selectFrom('certificate_kind')
    .select([...names, 'basis', 'months_valid as monthsValid', 'covers'])
    .orderBy('ordinal')
    .orderBy('code')
    .execute()
  return { fields, certificates }
}

/** Adds a field of training or changes its names. @throws organisation.not-yours, staffing.unknown-code */
export async function saveField(
  tx: Tx,
  actor: Actor,
  { code, ...names }: RouteInput<typeof staffing.saveField>['body'] & { code: string },
): Promise<Record<string, never>> {
  await ofProvince(tx)
  // A group stands inside a field.
  if (code.length === 4) {
    const field = await tx
      .selectFrom('training_field')
      .where('code', '=', code.slice(0, 2))
      .select('code')
      .executeTakeFirst()
    if (!field) throw refuse('staffing.unknown-code', { code: code.slice(0, 2) })
  }
  const row = { name: names.name, name_en: names.nameEn, name_ur: names.nameUr }
  await tx
    .insertInto('training_field')
    .values({ code, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute()
  await record(tx, actor, { kind: 'staffing.term-saved', data: { code, name: names.name } })
  return {}
}

/** Adds a kind of certificate or changes it; what was given before keeps the end that it had. @throws organisation.not-yours, staffing.unknown-code */
export async function saveCertificate(
  tx: Tx,
  actor: Actor,
  { code, ...kind }: RouteInput<typeof staffing.saveCertificate>['body'] & { code: string },
): Promise<Record<string, never>> {
  await ofProvince(tx)
  const covers = kind.covers.filter((one) => one !== code)
  await knownCertificates(tx, covers)
  const row = {
    name: kind.name,
    name_en: kind.nameEn,
    name_ur: kind.nameUr,
    basis: kind.basis,
    months_valid: kind.monthsValid,
    covers,
  }
  await tx
    .insertInto('certificate_kind')
    .values({ code, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute()
  await record(tx, actor, { kind: 'staffing.term-saved', data: { code, name: kind.name } })
  return {}
}

/** Refuses codes of certificates that there are not. @throws staffing.unknown-code */
export async function knownCertificates(tx: Tx, codes: string[]): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select c as code from unnest(${codes}::text[]) c where not exists (select from certificate_kind k where k.code = c)`.execute(
    tx,
  )
  if (rows[0]) throw refuse('staffing.unknown-code', { code: rows[0].code })
}

/** Refuses codes of fields that there are not. @throws staffing.unknown-code */
export async function knownFields(tx: Tx, codes: string[]): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select c as code from unnest(${codes}::text[]) c where not exists (select from training_field k where k.code = c)`.execute(
    tx,
  )
  if (rows[0]) throw refuse('staffing.unknown-code', { code: rows[0].code })
}

/** The lists are kept by the province's administrators. @throws organisation.not-yours */
export async function ofProvince(tx: Tx): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`select app.administers_province() as may`.execute(tx)
  if (!rows[0]?.may) throw refuse('organisation.not-yours')
}
