import type { Question } from '@mocban/contract/reorganisation-check'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { idOf, isRef, keyOf } from '../model/plan-model.ts'
import { lockPlan, planChanged } from './lock-plan.ts'

interface Seen {
  planId: string
  version: number
}

/**
 * Answers a question of a plan, or takes the answer back.
 * @throws request.not-found, reorganisation.changed, reorganisation.not-now, reorganisation.answer-wrong
 */
export async function settleQuestion(
  tx: Tx,
  actor: Actor,
  { planId, version, key, value }: Seen & { key: string; value: string | null },
) {
  const plan = await lockPlan(tx, planId, version)
  const row = await tx
    .selectFrom('reorganisation_question')
    .where('reorganisation_id', '=', planId)
    .where('key', '=', key)
    .select('data')
    .executeTakeFirst()
  if (!row) throw refuse('request.not-found')
  await tx.deleteFrom('reorganisation_answer').where('reorganisation_id', '=', planId).where('key', '=', key).execute()
  const question = row.data as unknown as Question
  if (value !== null) {
    const label = await labelOf(tx, question, value)
    await tx
      .insertInto('reorganisation_answer')
      .values({ reorganisation_id: planId, key, value, label, person_id: actor.personId })
      .execute()
  }
  return planChanged(tx, actor, plan, 'answered', { what: aboutOf(question), count: 1 })
}

/** What a question is about: the name that a list wrote, a person, a unit. */
const aboutOf = ({ data, person, unit }: Question): string =>
  String(data.written ?? '') || person?.name || unit?.name || String(data.code ?? '')

/** Takes the first suggestion of every unsettled question of a kind. */
export async function settleAlike(tx: Tx, actor: Actor, { planId, version, kind }: Seen & { kind: string }) {
  const plan = await lockPlan(tx, planId, version)
  const { rows } = await sql<{ key: string }>`
    insert into reorganisation_answer (reorganisation_id, key, value, label, person_id)
    select q.reorganisation_id, q.key, q.data -> 'suggestions' -> 0 ->> 'value', q.data -> 'suggestions' -> 0 ->> 'label', ${actor.personId}
      from reorganisation_question q
     where q.reorganisation_id = ${planId} and q.kind = ${kind} and q.weight = 'must' and not q.moot and q.data ->> 'settledBy' = 'answer'
       and jsonb_array_length(q.data -> 'suggestions') > 0
    on conflict do nothing returning key`.execute(tx)
  const changed = await planChanged(tx, actor, plan, 'answered', { count: rows.length })
  return { ...changed, settled: rows.length }
}

/** What was answered, in words. @throws reorganisation.answer-wrong */
async function labelOf(tx: Tx, question: Question, value: string): Promise<string> {
  const suggested = question.suggestions.find((one) => one.value === value)
  if (suggested) return suggested.label
  if (question.settledBy !== 'answer' || question.free !== 'unit') throw refuse('reorganisation.answer-wrong')
  if (value === 'none') return ''
  const refs = value.split(' ')
  if (!refs.every(isRef)) throw refuse('reorganisation.answer-wrong')
  const labels: string[] = []
  for (const ref of refs.filter(isRef)) {
    const { rows } = await sql<{ name: string }>`select name from unit_known where id::text = ${idOf(ref)}`.execute(tx)
    const label = keyOf(ref) ?? rows[0]?.name
    if (!label) throw refuse('reorganisation.answer-wrong')
    labels.push(label)
  }
  return labels.join(', ')
}
