import type { drafting } from '@mocban/contract/documents-drafting'
import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { docxType } from '../conversion/index.ts'
import { copyForms } from './copy-forms.ts'

/** How drafts are reviewed in the agency of who asks, by type, which types are numbered in a series of their own, and which have its own template. */
export async function agencyRules(tx: Tx, actor: Actor): Promise<RouteAnswer<typeof drafting.rules>> {
  const review = await tx
    .selectFrom('review_rule')
    .where('agency_id', '=', actor.agencyId)
    .orderBy('type_code')
    .orderBy('step_no')
    .select([
      'id',
      'type_code as typeCode',
      'step_no as stepNo',
      'kind',
      'unit_id as unitId',
      'position_id as positionId',
      'label',
    ])
    .execute()
  const series = await tx
    .selectFrom('numbering_rule')
    .where('agency_id', '=', actor.agencyId)
    .orderBy('type_code')
    .select(['type_code as typeCode', 'series'])
    .execute()
  const newest = await tx
    .selectFrom('document_template')
    .where('agency_id', '=', actor.agencyId)
    .distinctOn('type_code')
    .orderBy('type_code')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .select(['type_code as typeCode', 'name', 'sha256'])
    .execute()
  // One that was withdrawn is a newer row without a file.
  const templates = newest.flatMap(({ typeCode, name, sha256 }) =>
    sha256 ? [{ typeCode, sha256, name, mediaType: docxType }] : [],
  )
  return { review: review as RouteAnswer<typeof drafting.rules>['review'], series, templates }
}

/** Sets how drafts of a type are reviewed in the agency; drafts already submitted keep their steps. @throws request.not-found for what is not of the agency, request.invalid for a type that there is not */
export async function setReview(
  tx: Tx,
  actor: Actor,
  input: RouteInput<typeof drafting.setReview>['body'],
): Promise<Record<string, never>> {
  const positions = input.steps.flatMap((step) =>
    step.kind === 'position' && step.positionId ? [step.positionId] : [],
  )
  const units = input.steps.flatMap((step) => (step.kind === 'unit' && step.unitId ? [step.unitId] : []))
  const known = [
    ...(positions.length
      ? await tx
          .selectFrom('position')
          .where('id', 'in', positions)
          .where('agency_id', '=', actor.agencyId)
          .select('id')
          .execute()
      : []),
    ...(units.length
      ? await tx
          .selectFrom('unit_now')
          .where('id', 'in', units)
          .where('agency_id', '=', actor.agencyId)
          .select('id')
          .execute()
      : []),
  ]
  if (known.length !== new Set([...positions, ...units]).size) throw refuse('request.not-found')
  await tx
    .deleteFrom('review_rule')
    .where('agency_id', '=', actor.agencyId)
    .where('type_code', input.typeCode ? '=' : 'is', input.typeCode || null)
    .execute()
  if (input.steps.length > 0)
    await tx
      .insertInto('review_rule')
      .values(
        input.steps.map((step) => ({
          agency_id: actor.agencyId,
          type_code: input.typeCode || null,
          step_no: step.stepNo,
          kind: step.kind,
          unit_id: step.kind === 'unit' ? (step.unitId ?? null) : null,
          position_id: step.kind === 'position' ? (step.positionId ?? null) : null,
          label: step.label,
        })),
      )
      .execute()
      .catch(unknownType)
  await record(tx, actor, { kind: 'rules.review-set', data: { typeCode: input.typeCode, steps: input.steps.length } })
  return {}
}

/** Numbers a type in a series of its own, or in the common one again (Decree 30/2020, Art. 15: the head of the agency decides). @throws request.invalid for a type that there is not */
export async function setSeries(
  tx: Tx,
  actor: Actor,
  input: { typeCode: string; ownSeries: boolean },
): Promise<Record<string, never>> {
  // Copies of every form are numbered together (Decree 30/2020, Appendix I, Part III).
  if (input.typeCode in copyForms) throw refuse('request.invalid', { what: 'typeCode' })
  await tx
    .deleteFrom('numbering_rule')
    .where('agency_id', '=', actor.agencyId)
    .where('type_code', '=', input.typeCode)
    .execute()
  if (input.ownSeries)
    await tx
      .insertInto('numbering_rule')
      .values({ agency_id: actor.agencyId, type_code: input.typeCode, series: input.typeCode })
      .execute()
      .catch(unknownType)
  await record(tx, actor, { kind: 'rules.series-set', data: input })
  return {}
}

function unknownType(error: { code?: string }): never {
  throw error.code === '23503' || error.code === '23514' ? refuse('request.invalid', { what: 'typeCode' }) : error
}
