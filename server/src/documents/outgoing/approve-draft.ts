import { sql } from 'kysely'
import { grantAudience, principal } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { type Draft, moveDocument } from './load-draft.ts'

/**
 * How an approval is given. `on-system`: a decision recorded by the program. `signed`: with the personal signature of the certificate holder
 * (Decree 30/2020, Art. 13 and Appendix I, box 7) on the PDF of the approved version, before the number is written.
 */
type ApprovalForm = 'on-system' | 'signed'

/** The approver's yes: this version and no other is what will be issued. From now on the registry sees it, to give it its number. */
export async function approve(tx: Tx, actor: Actor, draft: Draft, form: ApprovalForm): Promise<string> {
  await tx
    .updateTable('draft')
    .set({
      approved_version: draft.lastVersion,
      approved_by: actor.personId,
      approved_at: sql`app.now()`,
      approval_form: form,
    })
    .where('document_id', '=', draft.id)
    .execute()
  await grantAudience(tx, { id: draft.id, list: draft.travel, at: draft.listedAt }, [
    { principal: principal.clerksOf(draft.agencyId), reason: 'clerk' },
  ])
  await moveDocument(tx, draft.id, { state: 'approved' })
  return 'approved'
}
