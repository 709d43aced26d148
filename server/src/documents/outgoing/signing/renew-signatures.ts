import { sql } from 'kysely'
import { clock } from '../../../platform/clock.ts'
import type { Works } from '../../../platform/http/index.ts'
import { addDocumentTimestamp, type SigningHouse, verdictFor } from '../../../signing/index.ts'

/** Long enough before the end that a night in which the service is away does no harm. */
const before = '60 days'
/** One run's share; the next goes on. */
const atOnce = 50

/**
 * Signed documents outlive certificates and algorithms: before what proves their signatures runs out, a new time-stamp is put over them, with the states of all
 * certificates (PAdES B-LTA). The file as it was issued stays, and is still found genuine; the renewed one stands after it. Answers how many were renewed.
 */
export async function renewSignatures(works: Works, house: SigningHouse): Promise<number> {
  await lookAtSealed(works, house)
  const { timestamps, revocation } = house
  if (!timestamps) return 0
  const { rows } = await sql<{ documentId: string; sha256: string; versionNo: number }>`
    select f.document_id as "documentId", f.sha256, f.version_no as "versionNo"
      from file_verdict v join document_file f on f.sha256 = v.sha256 and f.role = 'main' and f.media_type = 'application/pdf'
     where v.renew_before < app.now() + ${before}::interval and v.renew_before > app.now() and v.overall in ('valid', 'attention')
       and f.version_no = (select max(g.version_no) from document_file g where g.document_id = f.document_id)
       and not exists (select from event e where e.record_id = f.document_id and e.kind = 'document.renewed' and e.at > app.now() - interval '30 days')
     order by v.renew_before limit ${atOnce}`.execute(works.worker)
  for (const row of rows) {
    const renewed = await addDocumentTimestamp(await works.files.readAll(row.sha256), {
      timestamps,
      ...(revocation ? { revocation } : {}),
      when: clock.now(),
    })
    const stored = await works.files.putBytes(Buffer.from(renewed))
    await works.worker.transaction().execute(async (tx) => {
      await sql`select app.add_file(${stored.sha256}, ${stored.size}, 'application/pdf')`.execute(tx)
      await sql`
        insert into document_file (document_id, sha256, name, media_type, role, version_no, ordinal)
        select document_id, case when role = 'main' then ${stored.sha256} else sha256 end, name, media_type, role, version_no + 1, ordinal
          from document_file where document_id = ${row.documentId} and version_no = ${row.versionNo}`.execute(tx)
      await sql`
        insert into event (agency_id, kind, record_id, record_list, data)
        select agency_id, 'document.renewed', id, travel, '{}' from document where id = ${row.documentId}`.execute(tx)
    })
  }
  return rows.length
}

/** What was sealed and nobody looked at yet gets its verdict here, so that its end is known. */
async function lookAtSealed(works: Works, house: SigningHouse): Promise<void> {
  const { rows } = await sql<{ sha256: string }>`
    select s.sha256 from document_signature s
     where s.kind = 'seal' and not exists (select from file_verdict v where v.sha256 = s.sha256) limit ${atOnce}`.execute(
    works.worker,
  )
  for (const { sha256 } of rows) await verdictFor(works, house, sha256)
}
