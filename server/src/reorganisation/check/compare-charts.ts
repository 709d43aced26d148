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
    return unit ? within(unit.name, unit.isAgency ? undefined : units.get(unit.agencyId)?.name) : '—'
  }
  /** The names of all that a unit stands under, from below. */
  const above = (id: string): string[] => {
    const parent = units.get(units.get(id)?.parentId ?? '')
    return parent ? [parent.name, ...above(parent.id)] : []
  }
  /** Those that are called alike, as the same department of two provinces or a division of two communes of one name, are told apart by the first above them that differs. */
  const apart = (ids: string[], called: (id: string) => string) => {
    const alike = new Map<string, string[][]>()
    for (const id of ids) alike.set(called(id), [...(alike.get(called(id)) ?? []), above(id)])
    return (id: string, name: string) => {
      const others = alike.get(called(id)) ?? []
      const tells = others.length > 1 && above(id).find((one, n) => others.some((other) => other[n] !== one))
      return tells && tells !== name ? `${name} (${tells})` : name
    }
  }
  const namedApart = (ids: string[]) => {
    const told = apart(ids, named)
    return ids.map((id) => ({ id, name: told(id, named(id)) }))
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
      // A part that another one of the split succeeds for comes out of it all the same.
      predecessors: namedApart(made.predecessors.length === 0 && made.mainId ? [made.mainId] : [...made.predecessors]),
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
      predecessors: namedApart(
        [...model.ended.values()].filter((one) => one.successor === unitRef(id)).map((one) => one.unit.id),
      ),
      successor: null,
    })
  }
  const ended = apart(
    [...model.ended.values()].map((one) => one.unit.id),
    (id) => `${units.get(id)?.name}\n${parentName(units.get(id)?.parentId ?? null)}`,
  )
  for (const { unit, successor } of model.ended.values()) {
    const parent = parentName(unit.parentId)
    rows.push({
      change: 'ended',
      unit: { unitId: unit.id, key: null },
      kind: unit.kind,
      isAgency: unit.isAgency,
      nameBefore: unit.name,
      nameAfter: null,
      parentBefore: parent && ended(unit.id, parent),
      parentAfter: null,
      codeBefore: unit.exchangeCode,
      codeAfter: null,
      predecessors: [],
      successor: inFull(successor),
    })
  }
  return rows
}
