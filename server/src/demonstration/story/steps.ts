import type { Agency, Division, Holder } from '../province/province.ts'
import { leadersOf, type Row, type Told, type World } from './world.ts'

/** Somebody who is asked: a post with its holder, or a unit for which its leaders act. */
export type AskedOf = { holder: Holder } | { division: Division } | { agency: Agency; deliveryId: string }

export interface Question {
  role: 'present' | 'lead' | 'collaborate' | 'inform'
  to: AskedOf
  by: Holder
  at: Date
  parent?: Row | null
  directionId?: string | null
  instruction?: string | null
  dueOn?: string | null
}

/** A step, and the audience it opens. */
export function ask(world: World, told: Told, question: Question): Row {
  const { to, role } = question
  const unitId = 'holder' in to ? to.holder.post.unitId : 'division' in to ? to.division.unit.id : to.agency.unit.id
  const holder = 'holder' in to ? to.holder.post.id : leadersOf(unitId)
  const row = world.add('handling', {
    id: world.id(question.at),
    document_id: told.id,
    parent_id: question.parent?.id ?? null,
    direction_id: question.directionId ?? null,
    role,
    state: 'waiting',
    unit_id: unitId,
    position_id: 'holder' in to ? to.holder.post.id : null,
    person_id: 'holder' in to ? to.holder.person.id : null,
    holder,
    asked_by: question.by.person.id,
    asked_position: question.by.post.id,
    acting_for: null,
    asked_at: question.at.toISOString(),
    instruction: question.instruction ?? null,
    due_on: question.dueOn ?? null,
    delivery_id: 'agency' in to ? to.deliveryId : null,
    seen_at: null,
    accepted_at: null,
    ended_at: null,
    end_note: null,
    finish_kind: null,
    version: 1,
  })
  told.steps.push(row)
  told.version++
  if (!('agency' in to)) {
    const reason = role === 'inform' ? 'informed' : role === 'present' ? 'directs' : 'handles'
    world.grant(
      told,
      [
        [holder, reason],
        ...('holder' in to ? [[to.holder.person.id, reason] as [string, string]] : []),
        ...world.leadersAbove(unitId).map((one): [string, string] => [one, 'leader-above']),
      ],
      question.at,
    )
  }
  return row
}

/** `kind`: by what a step that led, directed or helped was done with. */
export function end(row: Row, at: Date, state: string, note: string | null, kind: string | null = null): void {
  row.state = state
  row.ended_at = at.toISOString()
  row.end_note = note
  row.finish_kind = kind
  row.seen_at ??= at.toISOString()
  row.version = (row.version as number) + 1
}
export function accept(row: Row, at: Date): void {
  row.state = 'accepted'
  row.accepted_at = at.toISOString()
  row.seen_at ??= at.toISOString()
  row.version = (row.version as number) + 1
}

/** The state of an incoming document as the database derives it from its steps. */
export function stateOf(steps: Row[]): string {
  const open = (role: string, state?: string) =>
    steps.some((one) => one.ended_at === null && one.role === role && (!state || one.state === state))
  if (open('lead', 'accepted')) return 'processing'
  if (open('lead')) return 'directed'
  if (open('present')) return 'presented'
  return steps.some((one) => one.state === 'done' && (one.role === 'lead' || one.role === 'present'))
    ? 'finished'
    : 'registered'
}
