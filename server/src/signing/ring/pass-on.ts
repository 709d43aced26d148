import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/**
 * When a reorganisation ends agencies: a new one wants signed what its main predecessor wanted; the seal of one that is no more seals nothing (Decree 99/2016,
 * Art. 13: it is given back), the new one has its own made. Reads the transaction's table `moved_unit`.
 */
export async function passOnSigning(tx: Tx): Promise<void> {
  await sql`
    insert into signature_rule (agency_id, type_code, approval, seal)
    select m.new, r.type_code, r.approval, r.seal from moved_unit m join signature_rule r on r.agency_id = m.old where m.main on conflict do nothing`.execute(
    tx,
  )
  await sql`update signing_key k set ended_at = app.now() from moved_unit m where m.old = k.agency_id and k.ended_at is null`.execute(
    tx,
  )
}
