import type { ComparisonRow } from '@mocban/contract/reorganisation-check'
import { agencyOf, idOf, keyOf, type Model, nameOf, type Ref, standing, unitRef } from '../model/plan-model.ts'

/** The chart before and after, one line for each unit that is created, ends, or is otherwise than before; the successors above those they take in. */
export function compareCharts(model: Model): ComparisonRow[] {
  const { units } = model.organisation
  const parentName = (id: string | null) => (id ? (units.get(id)?.name ?? null) : null)
  const refName = (ref: Ref | null) => ref && nameOf(model, ref)
  /** Every commune has a division of each name: a unit without standing of its own is told with its agency. */
  const within = (name: string, agency: string | undefined) => (agency ? `${name}, ${agency}` : name)
  const named = (id: string) => {
    const unit = units.get(id)
    return { id, name: unit ? within(unit.name, unit.isAgency ? undefined : units.get(unit.agencyId)?.name) : '—' }
  }
  /** Those that are called alike, as the same department of two provinces, are told apart by what they stand under. */
  const apart = (ids: string[]) => {
    const all = ids.map(named)
    return all.map((one) => {
      const parent =
        all.filter(({ name }) => name === one.name).length > 1 && parentName(units.get(one.id)?.parentId ?? null)
      return parent ? { ...one, name: `${one.name} (${parent})` } : one
    })
  }
  const inFull = (ref: Ref | null) => {
    if (!ref) return null
    const agency = standing(model, ref)?.isAgency ? null : agencyOf(model, ref)
    return within(nameOf(model, ref), agency ? nameOf(model, agency) : undefined)
  }
  const rows: ComparisonRow[] = []
  for (const made of model.made.values())
    rows.push({
      change: 'created',
      unit: { unitId: null, key: keyOf(made.ref) },
      kind: made.kind,
      isAgency: made.isAgency,
      nameBefore: null,
      nameAfter: made.facts.name,
      parentBefore: null,
      parentAfter: refName(made.parent),
      codeBefore: null,
      codeAfter: made.facts.exchangeCode,
      predecessors: apart([...made.predecessors]),
      successor: null,
    })
  const taking = new Set([...model.ended.values()].map((one) => idOf(one.successor ?? 'key:') ?? '').filter(Boolean))
  for (const id of new Set([...model.changed.keys(), ...taking])) {
    const before = units.get(id)
    const after = standing(model, unitRef(id))
    if (!before || !after) continue
    const parentBefore = parentName(before.parentId)
    const parentAfter = refName(after.parent)
    const renamed = before.name !== after.facts.name
    const moved = (before.parentId && unitRef(before.parentId)) !== after.parent
    rows.push({
      change: renamed ? 'renamed' : moved ? 'moved' : 'changed',
      unit: { unitId: id, key: null },
      kind: after.kind,
      isAgency: before.isAgency,
      nameBefore: before.name,
      nameAfter: after.facts.name,
      parentBefore,
      parentAfter,
      codeBefore: before.exchangeCode,
      codeAfter: after.facts.exchangeCode,
      predecessors: apart(
        [...model.ended.values()].filter((one) => one.successor === unitRef(id)).map((one) => one.unit.id),
      ),
      successor: null,
    })
  }
  for (const { unit, successor } of model.ended.values())
    rows.push({
      change: 'ended',
      unit: { unitId: unit.id, key: null },
      kind: unit.kind,
      isAgency: unit.isAgency,
      nameBefore: unit.name,
      nameAfter: null,
      parentBefore: parentName(unit.parentId),
      parentAfter: null,
      codeBefore: unit.exchangeCode,
      codeAfter: null,
      predecessors: [],
      successor: inFull(successor),
    })
  return rows
}
