import type { Suggestion } from '@mocban/contract/reorganisation-check'
import { type Found, type Model, nameOf, type Ref, unitOf, unitRef, withinOf } from './plan-model.ts'

/** The questions that a plan raises, each under a key that stays the same from check to check. */
export type Asker = ReturnType<typeof questionsOf>

type Rest = Partial<Omit<Found, 'key' | 'kind'>>

export function questionsOf(model: Model) {
  const asked = new Set<string>(model.questions.map((one) => one.key))
  const ask = (key: string, kind: Found['kind'], rest: Rest) => {
    if (asked.has(key)) return
    asked.add(key)
    const { unit } = rest
    const within = unit && withinOf(model, unit.unitId ? unitRef(unit.unitId) : `key:${unit.key}`)
    model.questions.push({
      key,
      kind,
      weight: 'must',
      settledBy: 'plan',
      operationId: null,
      unit: null,
      person: null,
      suggestions: [],
      free: 'none',
      ...rest,
      data: { ...(within ? { within } : {}), ...rest.data },
    })
  }
  const suggest = (ref: Ref, reason: string, data: Suggestion['data'] = {}): Suggestion => ({
    value: ref,
    label: nameOf(model, ref),
    reason,
    data,
  })
  return {
    ask,
    suggest,
    absent: (operationId: string, unitId: string) =>
      ask(`absent:${unitId}`, 'unit-changed-since', {
        operationId,
        unit: unitOf(model, unitRef(unitId)),
        data: { what: 'absent' },
      }),
    twice: (operationId: string, unitId: string) =>
      ask(`twice:${unitId}`, 'unit-twice', { operationId, unit: unitOf(model, unitRef(unitId)) }),
    madeTwice: (operationId: string, ref: Ref) =>
      ask(`twice:${ref}`, 'unit-twice', { operationId, unit: unitOf(model, ref) }),
    notFound: (key: string, named: string) =>
      ask(key, 'predecessor-not-found', { settledBy: 'answer', free: 'unit', data: { unit: '', written: named } }),
    withoutSuccessor: (operationId: string, unitId: string) => {
      const unit = model.organisation.units.get(unitId)
      ask(`successor:${unitId}`, 'unit-without-successor', {
        settledBy: 'answer',
        free: 'unit',
        operationId,
        unit: unitOf(model, unitRef(unitId)),
        suggestions: unit?.parentId ? [suggest(unitRef(unit.parentId), 'unit-above')] : [],
      })
    },
  }
}
