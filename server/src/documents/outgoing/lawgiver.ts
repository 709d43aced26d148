import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Law on legal documents 2025, Art. 4: below the centre only people's councils and committees issue them. @throws draft.not-a-lawgiver */
export async function mustGiveLaw(tx: Tx, actor: Actor, typeCode: string): Promise<void> {
  const type = await tx.selectFrom('document_type').where('code', '=', typeCode).select('legal').executeTakeFirst()
  if (type?.legal && !/^(hội đồng nhân dân|ủy ban nhân dân)/iu.test(actor.agencyName))
    throw refuse('draft.not-a-lawgiver')
}
