import type { Question, Suggestion } from '@mocban/contract/reorganisation-check'
import type {
  Operation,
  PeopleRules,
  Placement,
  PlannedUnit,
  UnitReference,
} from '@mocban/contract/reorganisation-plan'
import type { Capability } from '@mocban/contract/route'
import type { Organisation, UnitThen } from './organisation.ts'

/** A unit as the plan speaks of it: `unit:<id>` of one there is, `key:<key>` of one that it makes. */
export type Ref = `unit:${string}` | `key:${string}`
export const unitRef = (id: string): Ref => `unit:${id}`
export const refOf = (given: UnitReference): Ref => ('unitId' in given ? `unit:${given.unitId}` : `key:${given.key}`)
export const idOf = (ref: Ref): string | null => (ref.startsWith('unit:') ? ref.slice(5) : null)
export const keyOf = (ref: Ref): string | null => (ref.startsWith('key:') ? ref.slice(4) : null)
export const isRef = (value: string): value is Ref => /^(unit|key):./.test(value)

/** What is asked of the model: a plan with all that people have answered. */
export interface PlanInput {
  agencyId: string
  effectiveOn: string
  basis: string
  rules: PeopleRules
  operations: { id: string; operation: Operation }[]
  answers: Map<string, string>
  placements: Map<string, Placement>
}

export type UnitFactsThen = Omit<UnitThen, 'id' | 'agencyId' | 'parentId' | 'from' | 'until' | 'isAgency' | 'kind'>

export interface MadeUnit {
  ref: Ref
  facts: UnitFactsThen
  kind: UnitThen['kind']
  isAgency: boolean
  parent: Ref | null
  operationId: string
  /** Whose templates, rules and settings it takes. */
  mainId: string | null
  /** It writes on in the books of its main predecessor. */
  continuesBooks: boolean
  predecessors: string[]
}

export interface ChangedUnit {
  unit: UnitThen
  facts: Partial<UnitFactsThen>
  kind?: UnitThen['kind']
  parent?: Ref | null
  operationId: string
}

export interface EndedUnit {
  unit: UnitThen
  successor: Ref | null
  delegations: 'end' | 'carry'
  divisions: 'match' | 'keep'
  operationId: string
}

/** A post that the plan makes: for who held one that ends, or for somebody placed by a list. */
export interface MadePost {
  key: string
  unit: Ref
  title: string
  titleEn: string | null
  leads: boolean
  rank: number
  capabilities: Capability[]
}

/** A post that ends, and the one that has what it held; without one the leaders of `group` have it. */
export interface EndedPost {
  postId: string
  successor: PostRef | null
  group: Ref | null
  delegations: 'end' | 'carry'
}
export type PostRef = { made: string } | { post: string }

export interface Move {
  appointmentId: string
  personId: string
  fullName: string
  kind: 'main' | 'concurrent' | 'acting' | 'secondment'
  fromPost: string
  /** Another system's account, which follows its post and is nobody to place. */
  service: boolean
  /** Null: leaves. */
  to: PostRef | null
  by: 'rule' | 'list' | 'answer'
}

export type Found = Omit<Question, 'answer' | 'settled' | 'suggestions'> & { suggestions: Suggestion[] }

/** What the plan comes to, worked out from the organisation of its day; the same for the check and for carrying out. */
export interface Model {
  organisation: Organisation
  made: Map<Ref, MadeUnit>
  changed: Map<string, ChangedUnit>
  ended: Map<string, EndedUnit>
  madePosts: MadePost[]
  endedPosts: EndedPost[]
  moves: Move[]
  /** Whose leaders have what the leaders of an ending unit held, where those of its successor are nobody. */
  groups: Map<string, Ref>
  questions: Found[]
}

export const blankFacts = (unit: PlannedUnit): UnitFactsThen => ({
  name: unit.name,
  shortName: unit.shortName,
  abbreviation: unit.abbreviation,
  nameEn: unit.nameEn,
  nameUr: unit.nameUr || null,
  exchangeCode: unit.exchangeCode || null,
  statisticsCode: unit.statisticsCode || null,
  sealText: unit.sealText || null,
  sealCertificate: unit.sealCertificate || null,
  foundedBy: unit.foundedBy || null,
  regulations: unit.regulations || null,
  ordinal: unit.ordinal ?? 0,
})

/** A unit as it will stand: there already, or made by the plan. Null where it is neither, or ends. */
export interface StandingUnit {
  ref: Ref
  facts: UnitFactsThen
  kind: UnitThen['kind']
  isAgency: boolean
  parent: Ref | null
}

export function standing(
  model: Pick<Model, 'organisation' | 'made' | 'changed' | 'ended'>,
  ref: Ref,
): StandingUnit | null {
  const made = model.made.get(ref)
  if (made) return made
  const unit = model.organisation.units.get(idOf(ref) ?? '')
  if (!unit || model.ended.has(unit.id)) return null
  const change = model.changed.get(unit.id)
  const parent = change?.parent !== undefined ? change.parent : unit.parentId ? unitRef(unit.parentId) : null
  const { id: _, agencyId: __, parentId: ___, from: ____, until: _____, isAgency, kind, ...facts } = unit
  return { ref, facts: { ...facts, ...change?.facts }, kind: change?.kind ?? kind, isAgency, parent }
}

/** The agency that a unit will belong to; null where its line upwards does not end well. */
export function agencyOf(model: Pick<Model, 'organisation' | 'made' | 'changed' | 'ended'>, ref: Ref): Ref | null {
  let at: Ref | null = ref
  for (let step = 0; at && step < 60; step++) {
    const unit: StandingUnit | null = standing(model, at)
    if (!unit) return null
    if (unit.isAgency) return at
    at = unit.parent
  }
  return null
}

/** What a unit is called, on whichever side of the day it stands. */
export function nameOf(model: Pick<Model, 'organisation' | 'made' | 'changed' | 'ended'>, ref: Ref): string {
  const id = idOf(ref) ?? ''
  return (
    standing(model, ref)?.facts.name ??
    model.organisation.units.get(id)?.name ??
    model.organisation.absent.get(id) ??
    keyOf(ref) ??
    '—'
  )
}

/** The agency in which a unit stands that is none itself: every commune has an office of one name. Null for an agency. */
export function withinOf(model: Pick<Model, 'organisation' | 'made' | 'changed' | 'ended'>, ref: Ref): string | null {
  const then = model.organisation.units.get(idOf(ref) ?? '')
  const agency = then ? unitRef(then.agencyId) : agencyOf(model, ref)
  return agency && agency !== ref ? nameOf(model, agency) : null
}

/** A unit's name with its agency's: `Văn phòng, Sở Y tế`. */
export const nameWithin = (model: Pick<Model, 'organisation' | 'made' | 'changed' | 'ended'>, ref: Ref): string =>
  [nameOf(model, ref), withinOf(model, ref)].filter(Boolean).join(', ')

export const unitOf = (
  model: Pick<Model, 'organisation' | 'made' | 'changed' | 'ended'>,
  ref: Ref,
): NonNullable<Question['unit']> => ({
  unitId: idOf(ref),
  key: keyOf(ref),
  name: nameOf(model, ref),
})
