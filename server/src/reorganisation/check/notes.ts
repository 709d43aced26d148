import type { Counts } from '@mocban/contract/reorganisation-check'
import { questionsOf } from '../model/ask.ts'
import { type Model, nameOf, unitOf, unitRef } from '../model/plan-model.ts'

/** What is to be known before signing: approved documents that go back to their drafters, delegations that end; and what was written since a day that is past. */
export function addNotes(model: Model, counts: Map<string, Counts>, written: Map<string, number>): void {
  const { ask } = questionsOf(model)
  for (const { unit, successor, delegations, operationId } of model.ended.values()) {
    const held = counts.get(unit.id) ?? {}
    const about = { operationId, unit: unitOf(model, unitRef(unit.id)) }
    const to = successor ? nameOf(model, successor) : ''
    if (held.approved)
      ask(`approved:${unit.id}`, 'open-number', {
        ...about,
        weight: 'note',
        data: { count: held.approved, successor: to },
      })
    if (held.delegations && delegations === 'end')
      ask(`delegations:${unit.id}`, 'delegation-ends', { ...about, weight: 'note', data: { count: held.delegations } })
    const count = written.get(unit.id)
    if (count) askWritten(model, unit.id, count)
  }
}

export function askWritten(model: Model, unitId: string, count: number): void {
  questionsOf(model).ask(`written:${unitId}`, 'written-since', {
    settledBy: 'answer',
    operationId: model.ended.get(unitId)?.operationId ?? null,
    unit: unitOf(model, unitRef(unitId)),
    data: { count },
    suggestions: [{ value: 'accept', label: '', reason: 'stays-in-old-name', data: {} }],
  })
}
