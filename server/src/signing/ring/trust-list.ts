import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { signing } from '@mocban/contract/signing'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Database, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readCertificate, readCertificates } from '../certificates/read-certificate.ts'
import type { TrustStore } from '../verify/trust-store.ts'

/** The list as it stands, with the state it is in: verdicts made from an older one are made again. */
export async function readTrustStore(tx: Tx | Database): Promise<{ trust: TrustStore; at: string }> {
  const { rows } = await sql<{
    certificate: Buffer
    purposes: ('signing' | 'timestamping')[]
    valid_from: string | null
    valid_until: string | null
  }>`select certificate, purposes, valid_from, valid_until from trust_anchor where ended_at is null order by added_at`.execute(
    tx,
  )
  const { rows: states } = await sql<{ at: string }>`select app.trusted_at()::text as at`.execute(tx)
  return {
    at: states[0]?.at ?? '-infinity',
    trust: {
      anchors: rows
        .filter((row) => row.purposes.length > 0)
        .map((row) => ({
          certificate: row.certificate,
          purposes: row.purposes,
          ...(row.valid_from ? { from: new Date(`${row.valid_from}T00:00:00+07:00`) } : {}),
          ...(row.valid_until ? { until: new Date(`${row.valid_until}T23:59:59+07:00`) } : {}),
        })),
      intermediates: rows.map((row) => row.certificate),
    },
  }
}

/** The list with its reasons, what ended last; and whether who asks may keep it. */
export async function trustList(tx: Tx): Promise<RouteAnswer<typeof signing.trust>> {
  const rows = await tx
    .selectFrom('trust_anchor as t')
    .leftJoin('person as p', 'p.id', 't.added_by')
    .orderBy(sql`t.ended_at is not null`)
    .orderBy('t.added_at', 'desc')
    .limit(500)
    .select([
      't.id',
      't.name',
      't.fingerprint',
      't.certificate',
      't.purposes',
      't.valid_from as from',
      't.valid_until as until',
      't.why',
      't.added_at as addedAt',
      'p.full_name as addedByName',
      't.ended_at as endedAt',
      't.end_why as endWhy',
    ])
    .execute()
  const { rows: may } = await sql<{ may: boolean }>`select app.keeps_trust() as may`.execute(tx)
  return {
    anchors: rows.map(({ certificate, purposes, ...row }) => {
      const facts = readCertificate(certificate)
      return {
        ...row,
        purposes: purposes as ('signing' | 'timestamping')[],
        issuerName: facts.issuerName,
        certificateUntil: facts.validTo,
      }
    }),
    mayKeep: may[0]?.may ?? false,
  }
}

/** One certificate of the list, also of one that is trusted no longer. @throws request.not-found */
export async function trustedCertificate(
  tx: Tx,
  id: string,
): Promise<{ fingerprint: string; certificate: Uint8Array }> {
  const found = await tx
    .selectFrom('trust_anchor')
    .where('id', '=', id)
    .select(['fingerprint', 'certificate'])
    .executeTakeFirst()
  if (!found) throw refuse('request.not-found')
  return found
}

/** Trusts what a file brings; what is trusted already stays as it is. @throws signing.no-certificate, capability.needed */
export async function addTrust(
  tx: Tx,
  actor: Actor,
  input: RouteInput<typeof signing.addTrust>['body'],
): Promise<{ added: number }> {
  await mustKeep(tx)
  const certificates = read(Buffer.from(input.file, 'base64'))
  if (certificates.length === 0) throw refuse('signing.no-certificate')
  let added = 0
  for (const certificate of certificates) {
    const facts = readCertificate(certificate)
    const { rows } = await sql<{ id: string }>`
      insert into trust_anchor (certificate, fingerprint, name, purposes, valid_from, valid_until, why, added_by)
      values (${Buffer.from(certificate)}, ${facts.fingerprint}, ${facts.name}, ${input.purposes}, ${input.from ?? null}, ${input.until ?? null}, ${input.why}, ${actor.personId})
      on conflict (fingerprint) where ended_at is null do nothing returning id`.execute(tx)
    added += rows.length
    if (rows.length > 0)
      await record(tx, actor, {
        kind: 'signing.trusted',
        data: { name: facts.name, fingerprint: facts.fingerprint, why: input.why },
      })
  }
  return { added }
}

function read(file: Buffer): Uint8Array[] {
  try {
    return readCertificates(file)
  } catch {
    return []
  }
}

/** Trusts a certificate no longer; why is kept. @throws request.not-found, capability.needed */
export async function endTrust(
  tx: Tx,
  actor: Actor,
  input: { id: string; why: string },
): Promise<Record<string, never>> {
  await mustKeep(tx)
  const ended = await tx
    .updateTable('trust_anchor')
    .set({ ended_at: sql`app.now()`, end_why: input.why })
    .where('id', '=', input.id)
    .where('ended_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!ended) throw refuse('request.not-found')
  await record(tx, actor, { kind: 'signing.trust-ended', data: { name: ended.name, why: input.why } })
  return {}
}

/** The list holds for every agency of the installation: the administrator of the highest one keeps it. */
async function mustKeep(tx: Tx): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`select app.keeps_trust() as may`.execute(tx)
  if (!rows[0]?.may) throw refuse('capability.needed', { capability: 'administer' })
}
