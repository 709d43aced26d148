import type { DraftView } from '@mocban/contract/documents-outgoing'
import type { Tx } from '../../platform/database/index.ts'
import type { Draft } from './load-draft.ts'

export interface ChainStep {
  stepNo: number
  unitId: string
  positionId?: string | null | undefined
  label: string
}

/**
 * Who reviews a draft before it is approved: the agency's rules for the type, else its rules for all types, else the leaders of the drafting
 * unit, who answer for its content (Decree 30/2020, Art. 12). A step that would ask the drafter themselves, or who approves in the end, or the same leaders once more, is left out.
 */
export async function chainFor(tx: Tx, draft: Draft): Promise<ChainStep[]> {
  const rules = await tx
    .selectFrom('review_rule')
    .where('agency_id', '=', draft.agencyId)
    .where((on) => on.or([on('type_code', '=', draft.typeCode), on('type_code', 'is', null)]))
    .orderBy('step_no')
    .selectAll()
    .execute()
  const own = rules.filter((rule) => rule.type_code !== null)
  const used = own.length > 0 ? own : rules
  const leaders: ChainStep[] = draft.draftingUnitId ? [{ stepNo: 1, unitId: draft.draftingUnitId, label: '' }] : []
  const steps: (ChainStep | null)[] =
    used.length === 0
      ? leaders
      : await Promise.all(
          used.map(async (rule): Promise<ChainStep | null> => {
            if (rule.kind === 'drafting-leader')
              return draft.draftingUnitId
                ? { stepNo: rule.step_no, unitId: draft.draftingUnitId, label: rule.label }
                : null
            if (rule.kind === 'unit' && rule.unit_id)
              return { stepNo: rule.step_no, unitId: rule.unit_id, label: rule.label }
            const position = await tx
              .selectFrom('position')
              .where('id', '=', rule.position_id)
              .select('unit_id')
              .executeTakeFirst()
            return position
              ? { stepNo: rule.step_no, unitId: position.unit_id, positionId: rule.position_id, label: rule.label }
              : null
          }),
        )
  const kept: ChainStep[] = []
  for (const step of steps)
    if (step && !kept.some((one) => asksTheSame(one, step)) && !(await asksNobodyElse(tx, draft, step))) kept.push(step)
  return kept
}

/** Where the office itself drafts, its leader would be asked as the drafter's leader and once more for the office. */
const asksTheSame = (one: ChainStep, other: ChainStep) =>
  one.unitId === other.unitId && (one.positionId ?? null) === (other.positionId ?? null)

/** Whether a step would only ask the drafter, or the one who approves in the end, or nobody. */
async function asksNobodyElse(tx: Tx, draft: Draft, step: ChainStep): Promise<boolean> {
  if (step.positionId) return step.positionId === draft.signerPositionId
  const leaders = await tx
    .selectFrom('position as q')
    .innerJoin('appointment as a', 'a.position_id', 'q.id')
    .where('q.unit_id', '=', step.unitId)
    .where('q.leads', '=', true)
    .select(['q.id', 'a.person_id'])
    .execute()
  return leaders.every((one) => one.person_id === draft.createdBy || one.id === draft.signerPositionId)
}

/** A chain with the names that the screen shows. */
export async function namedChain(tx: Tx, chain: ChainStep[]): Promise<DraftView['chain']> {
  return Promise.all(
    chain.map(async (step) => {
      const unit = await tx.selectFrom('unit_known').where('id', '=', step.unitId).select('name').executeTakeFirst()
      const position = step.positionId
        ? await tx.selectFrom('position').where('id', '=', step.positionId).select('title').executeTakeFirst()
        : null
      return {
        ...step,
        positionId: step.positionId ?? null,
        unitName: unit?.name ?? '',
        positionTitle: position?.title ?? null,
      }
    }),
  )
}
