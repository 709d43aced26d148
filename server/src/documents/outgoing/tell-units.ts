import { sql } from 'kysely'
import { resolveAddressees } from '../../organisation/index.ts'
import type { Grant } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { ask, openTo } from '../handling/ask.ts'
import type { Draft } from './load-draft.ts'
import type { IssuePlan } from './plan-issue.ts'

/** An internal document goes to units of its own agency: their leaders have it to know, on their desk. @throws organisation.no-holder */
export async function tellUnits(tx: Tx, actor: Actor, draft: Draft, plan: IssuePlan): Promise<number> {
  const units = plan.recipients.flatMap((one) => (one.agencyId ? [{ unitId: one.agencyId }] : []))
  const asked = await resolveAddressees(tx, units)
  if (asked.length === 0) return 0
  await openTo(
    tx,
    { id: draft.id, travel: draft.travel, listedAt: draft.listedAt },
    asked.map((to) => ({ to, role: 'inform' as const })),
  )
  await ask(
    tx,
    actor,
    asked.map((to) => ({
      documentId: draft.id,
      listedAt: draft.listedAt,
      travel: draft.travel,
      parentId: null,
      role: 'inform' as const,
      instruction: null,
      dueOn: draft.dueOn,
      to,
    })),
  )
  return asked.length
}

/** Whom an issued document was made known to in its own agency: that it holds no more concerns them. */
export async function toldHere(tx: Tx, documentId: string): Promise<Grant['principal'][]> {
  const steps = await tx
    .selectFrom('handling')
    .where('document_id', '=', documentId)
    .distinct()
    .orderBy('holder')
    .select('holder')
    .execute()
  return steps.map(({ holder }) => sql<string>`${holder}::uuid`)
}
