import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId, type Standing } from '../../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.ts'
import type { SigningKey } from '../../signing/index.ts'

/** A province of its own with its database, whose codes begin with `root`. */
export interface Installation {
  database: TestDatabase
  province: SmallProvince
  root: string
  /** Codes of its agencies, by their keys in the small province. */
  codes: Record<'ubnd' | 'skhcn' | 'kinhBac' | 'tuSon', string>
}

export async function makeInstallation(root: string, templateUrl?: string): Promise<Installation> {
  const database = await createTestDatabase(templateUrl)
  const province = await makeSmallProvince(database)
  await sql`update unit_version set exchange_code = ${root} || substr(exchange_code, 4) where exchange_code like 'H05%'`.execute(
    database.owner,
  )
  return {
    database,
    province,
    root,
    codes: { ubnd: root, skhcn: `${root}.02`, kinhBac: `${root}.41`, tuSon: `${root}.55` },
  }
}

export interface Partner {
  wayId: string
  /** The directory's rows, by code. */
  outside: Record<string, string>
}

/** Writes the agencies of another installation into a directory, with the certificate they sign with and the way to them. */
export async function enterPartner(
  { database }: Installation,
  other: Installation,
  key: SigningKey,
  way: { kind?: string; settings?: Record<string, string>; secret?: Buffer; accountId?: string; id?: string } = {},
): Promise<Partner> {
  const wayId = way.id ?? newId()
  const db = database.owner
  await db
    .insertInto('exchange_way')
    .values({
      id: wayId,
      kind: way.kind ?? 'http',
      name: `Kết nối ${other.root}`,
      settings: JSON.stringify(way.settings ?? {}),
      secret: way.secret ?? null,
      account_id: way.accountId ?? null,
    })
    .execute()
  const { rows } = await sql<{ code: string; name: string }>`
    select exchange_code as code, name from unit_now where exchange_code is not null`.execute(other.database.owner)
  const outside: Record<string, string> = {}
  for (const { code, name } of rows) {
    const id = newId()
    outside[code] = id
    await db
      .insertInto('outside_agency')
      .values({ id, code, name: `${name} (${other.root})`, way_id: wayId, valid: '[2020-01-01,)' })
      .execute()
    await db
      .insertInto('outside_certificate')
      .values({
        outside_id: id,
        fingerprint: createHash('sha256').update(key.certificate).digest('hex'),
        subject: 'CN=Mộc Bản',
        certificate: Buffer.from(key.certificate),
        valid: '[2020-01-01,)',
      })
      .execute()
  }
  return { wayId, outside }
}

/** An account by which a partner's system comes in. */
export async function addAccount({
  database,
  province,
}: Installation): Promise<Standing & { clientId: string; secret: string }> {
  const db = database.owner
  const [personId, positionId, clientId, secret] = [newId(), newId(), `mb-${newId()}`, newId()]
  const agencyId = province.units.ubnd
  await db
    .insertInto('person')
    .values({ id: personId, full_name: 'Hệ thống đối tác', user_name: clientId, service: true })
    .execute()
  await db
    .insertInto('position')
    .values({
      id: positionId,
      unit_id: agencyId,
      agency_id: agencyId,
      title: 'Hệ thống đối tác',
      capabilities: ['exchange'],
      rank: 99,
      valid: '[2025-07-01,)',
    })
    .execute()
  await db
    .insertInto('appointment')
    .values({ person_id: personId, position_id: positionId, valid: '[2025-07-01,)' })
    .execute()
  await sql`insert into service_account (person_id, agency_id, position_id, client_id, secret_hash)
    values (${personId}, ${agencyId}, ${positionId}, ${clientId}, ${createHash('sha256').update(secret).digest()})`.execute(
    db,
  )
  return { personId, positionId, clientId, secret }
}
