import { bare } from '@mocban/contract/vietnamese'
import { questionsOf } from './ask.ts'
import {
  agencyOf,
  idOf,
  type Model,
  nameOf,
  type PlanInput,
  type Ref,
  type StandingUnit,
  standing,
  unitOf,
  unitRef,
} from './plan-model.ts'

/** What could not stand after the plan, or may not be done by it: circles, absent parents, doubles, changes known for later, other agencies' units. */
export function findFaults(model: Model, input: PlanInput): void {
  const { ask } = questionsOf(model)
  const about = (ref: Ref) => ({ unit: unitOf(model, ref), operationId: operationOf(model, ref) })
  const after = unitsAfter(model)
  const touched = new Set<Ref>([...model.made.keys(), ...[...model.changed.keys()].map(unitRef)])

  for (const ref of targetsOf(model)) {
    if (standing(model, ref)) continue
    const ended = model.ended.has(idOf(ref) ?? '')
    ask(`target:${ref}`, ended ? 'unit-twice' : 'parent-absent', about(ref))
  }
  for (const ref of touched) {
    const unit = after.get(ref)
    if (!unit) continue
    if (unit.parent && !after.has(unit.parent)) {
      const end = model.ended.get(idOf(unit.parent) ?? '')
      // An unanswered question about the successor is told once, there.
      if (!end || end.successor)
        ask(`parent:${ref}`, 'parent-absent', { ...about(ref), data: { parent: nameOf(model, unit.parent) } })
    } else if (!unit.parent && !unit.isAgency) ask(`parent:${ref}`, 'parent-absent', about(ref))
    if (inCircle(after, ref)) ask(`cycle:${ref}`, 'cycle', about(ref))
  }
  for (const code of ['exchangeCode', 'statisticsCode'] as const)
    doubles(after, touched, (unit) => unit.facts[code] && `${unit.facts[code]}`).forEach(([ref, others, code]) => {
      ask(`code:${code}`, 'double-code', { ...about(ref), data: { code, units: names(model, others) } })
    })
  doubles(after, touched, (unit) =>
    // Every commune's abbreviation is that of a People's Committee; a department's or a division's tells it from its neighbours.
    unit.kind === 'commune' || unit.kind === 'ward' || !unit.parent
      ? null
      : `${unit.isAgency ? unit.parent : agencyOf(model, unit.ref)} ${bare(unit.facts.abbreviation)}`,
  ).forEach(([ref, others]) => {
    ask(`abbreviation:${ref}`, 'double-abbreviation', {
      ...about(ref),
      settledBy: 'answer',
      data: { abbreviation: after.get(ref)?.facts.abbreviation ?? '', units: names(model, others) },
      suggestions: [{ value: 'accept', label: '', reason: 'accept', data: {} }],
    })
  })
  doubles(after, touched, (unit) => (unit.isAgency ? `${unit.parent} ${bare(unit.facts.name)}` : null)).forEach(
    ([ref, others]) => {
      ask(`name:${ref}`, 'double-name', {
        ...about(ref),
        settledBy: 'answer',
        data: { name: nameOf(model, ref), count: others.length },
        suggestions: [{ value: 'accept', label: '', reason: 'accept', data: {} }],
      })
    },
  )

  const province = model.organisation.units.get(input.agencyId)?.kind === 'province'
  const units = [...model.ended.values(), ...model.changed.values()].map((one) => one.unit)
  for (const unit of units) {
    const ref = unitRef(unit.id)
    if (model.ended.has(unit.id) && explicitlyChanged(model, unit.id)) ask(`twice:${unit.id}`, 'unit-twice', about(ref))
    // By the name that it bears, not by the one that the plan gives it. Validity counts whole days, and what was written on them stays.
    const known = { ...about(ref), unit: { ...unitOf(model, ref), name: unit.name } }
    if (unit.from !== null && unit.from >= input.effectiveOn)
      ask(`since:${unit.id}`, 'unit-changed-since', { ...known, data: { what: 'begins', day: unit.from } })
    if (unit.until !== null)
      ask(`since:${unit.id}`, 'unit-changed-since', { ...known, data: { what: 'changes', day: unit.until } })
    if (!province && unit.agencyId !== input.agencyId) ask(`yours:${unit.id}`, 'not-yours', about(ref))
  }
  if (!province)
    for (const made of model.made.values())
      if (made.isAgency || agencyOf(model, made.ref) !== unitRef(input.agencyId))
        ask(`yours:${made.ref}`, 'not-yours', about(made.ref))
}

/** Units as they stand after the plan. */
export function unitsAfter(model: Model): Map<Ref, StandingUnit> {
  const after = new Map<Ref, StandingUnit>(model.made)
  for (const id of model.organisation.units.keys()) {
    const unit = standing(model, unitRef(id))
    if (unit) after.set(unit.ref, unit)
  }
  return after
}

const explicitlyChanged = (model: Model, unitId: string) => {
  const change = model.changed.get(unitId)
  return change !== undefined && change.operationId !== model.ended.get(unitId)?.operationId
}

function* targetsOf(model: Model): Generator<Ref> {
  for (const { successor } of model.ended.values()) if (successor) yield successor
}

const operationOf = (model: Model, ref: Ref): string | null =>
  model.made.get(ref)?.operationId ??
  model.ended.get(idOf(ref) ?? '')?.operationId ??
  model.changed.get(idOf(ref) ?? '')?.operationId ??
  null

const names = (model: Model, refs: Ref[]) => [...new Set(refs.map((ref) => nameOf(model, ref)))].slice(0, 5).join(', ')

function inCircle(after: Map<Ref, StandingUnit>, start: Ref): boolean {
  const seen = new Set<Ref>()
  for (let at: Ref | null = start; at; at = after.get(at)?.parent ?? null) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

/** Units that are the same by a word, of which the plan touches one: the first it touches, all of them, and the word. */
function doubles(
  after: Map<Ref, StandingUnit>,
  touched: Set<Ref>,
  word: (unit: StandingUnit) => string | null | undefined,
): [Ref, Ref[], string][] {
  const groups = new Map<string, Ref[]>()
  for (const unit of after.values()) {
    const key = word(unit)
    if (key) groups.set(key, [...(groups.get(key) ?? []), unit.ref])
  }
  return [...groups].flatMap(([key, refs]) => {
    const mine = refs.filter((ref) => touched.has(ref)).sort()[0]
    return refs.length > 1 && mine ? [[mine, refs, key] as [Ref, Ref[], string]] : []
  })
}
