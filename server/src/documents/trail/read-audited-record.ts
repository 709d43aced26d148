import type { AuditedRecord } from '@mocban/contract/audit'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/**
 * Whose record it is, as that agency was called and sealed on the record's day, and who has what it held today. A record on which nobody of the audited
 * agencies has acted does not exist for the auditor.
 * @throws request.not-found
 */
export async function readAuditedRecord(tx: Tx, recordId: string): Promise<AuditedRecord> {
  const { rows } = await sql<AuditedRecord>`
    select e.record_list as list, (select r.name from app.audited_records(array[${recordId}::uuid]) r) as name,
           to_char(e.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as on,
           jsonb_build_object('id', e.agency_id, 'name', app.unit_name(e.agency_id, e.at), 'sealText', v.seal_text, 'exchangeCode', v.exchange_code) as agency,
           k.ended_on::text as "endedOn",
           (select jsonb_build_object('id', s.id, 'name', s.name) from unit_known s
             where s.id = (select app.successor_of(e.agency_id)) and s.id <> e.agency_id) as successor
      from audit_event e
      left join unit_version v on v.unit_id = e.agency_id and v.valid @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
      left join unit_known k on k.id = e.agency_id
     where e.record_id = ${recordId} order by e.at, e.id limit 1`.execute(tx)
  const [record] = rows
  if (!record) throw refuse('request.not-found')
  return record
}
