import { sql } from 'kysely'
import { newId } from '../../platform/database/index.ts'
import type { Installation, Partner } from './installation.ts'

/** Issues documents of the department, the files in turn, to agencies over there as the program does at the end, in one transaction each batch: rows, number, dispatch, delivery. */
export async function issueMany(
  end: Installation & { partner: Partner },
  there: Installation,
  files: { sha256: string; size: number }[],
  from: number,
  count: number,
  { mediaType = 'application/pdf', ending = '.pdf' } = {},
): Promise<void> {
  const { units, people } = end.province
  const { personId, positionId } = people.departmentClerk
  const recipients = (['kinhBac', 'tuSon', 'skhcn'] as const).map((key) => there.codes[key])
  await end.database.owner.transaction().execute(async (tx) => {
    await sql`select set_config('app.agency', ${units.skhcn}, true), set_config('app.person', ${personId}, true)`.execute(
      tx,
    )
    await sql`insert into file (sha256, size, media_type)
      select x.sha256, x.size, ${mediaType} from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) x (sha256 text, size bigint) on conflict do nothing`.execute(
      tx,
    )
    const rows = Array.from({ length: count }, (_, n) => ({
      document: newId(),
      dispatch: newId(),
      delivery: newId(),
      code: recipients[(from + n) % 3],
      sha256: files[n % files.length]?.sha256,
    }))
    await sql`
      with given as materialized (select x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x (document uuid, dispatch uuid, delivery uuid, code text, sha256 text)),
      numbered as materialized (select g.*, t.register_id, t.number, t.number || '/SKHCN-VP' as symbol from given g
        cross join lateral app.take_number(${units.skhcn}::uuid, 'outgoing', 'general', extract(year from app.today())::int, g.document) t),
      d as (insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, abstract, created_by, created_position, listed_at)
        select document, ${units.skhcn}::uuid, 'outgoing', 'issued', 'cong-van', register_id, number, symbol, app.today(), 'V/v trao đổi văn bản điện tử', ${personId}::uuid, ${positionId}::uuid, now() from numbered),
      s as (insert into dispatch (id, document_id, agency_id, facts)
        select dispatch, document, ${units.skhcn}::uuid, jsonb_build_object('symbol', symbol, 'issuedOn', app.today(), 'typeCode', 'cong-van', 'abstract', 'V/v trao đổi văn bản điện tử',
          'urgency', 'normal', 'issuerName', 'Sở Khoa học và Công nghệ', 'issuerUnitId', ${units.skhcn}::text, 'signerName', 'Đặng Văn Hải', 'signerTitle', 'Phó Giám đốc', 'pageCount', 1,
          'dueOn', null, 'answers', null, 'direction', null, 'directedBy', null) from numbered)
      insert into dispatch_file (dispatch_id, ordinal, sha256, name, media_type, role)
        select dispatch, 1, sha256, number || ${ending}, ${mediaType}, 'main' from numbered`.execute(tx)
    await sql`
      insert into delivery (id, dispatch_id, document_id, sender_agency_id, recipient_name, outside_id, channel, status)
        select x.delivery, x.dispatch, x.document, ${units.skhcn}::uuid, o.name, o.id, 'exchange', 'queued'
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x (document uuid, dispatch uuid, delivery uuid, code text) join outside_agency o on o.code = x.code`.execute(
      tx,
    )
  })
}
