import type { Fate, Operation, PlannedUnit, Target } from '@mocban/contract/reorganisation-plan'
import { bare } from '@mocban/contract/vietnamese'
import { type Asker, questionsOf } from './ask.ts'
import type { Organisation, UnitThen } from './organisation.ts'
import {
  agencyOf,
  blankFacts,
  idOf,
  isRef,
  type MadeUnit,
  type Model,
  type PlanInput,
  type Ref,
  refOf,
  standing,
  unitRef,
} from './plan-model.ts'

/** From the operations to units: which the plan makes, which change, which end and who succeeds them, their divisions with them. */
export function compileUnits(organisation: Organisation, input: PlanInput): Model {
  const model: Model = {
    organisation,
    made: new Map(),
    changed: new Map(),
    ended: new Map(),
    madePosts: [],
    endedPosts: [],
    moves: [],
    groups: new Map(),
    questions: [],
  }
  const work = new Work(model, input)
  for (const one of input.operations) work.make(one.id, one.operation)
  // What nobody succeeds yet comes last: an answer may have let it come into another unit.
  const last = input.operations.filter(({ operation }) => operation.kind === 'dissolve' && !operation.successor)
  for (const one of input.operations) if (!last.includes(one)) work.endAndChange(one.id, one.operation)
  for (const one of last) work.endAndChange(one.id, one.operation)
  work.carryDivisions()
  return model
}

const usual: Fate = { registers: 'close', delegations: 'end', divisions: 'match' }
const sameWord = (one: string, other: string) => bare(one).trim() === bare(other).trim() && one !== ''

class Work {
  readonly #model: Model
  readonly #input: PlanInput
  readonly #ask: Asker
  /** Made units by the one above them. */
  readonly #below = new Map<Ref, MadeUnit[]>()
  /** Divisions that go elsewhere than with the heir of what their unit held. */
  readonly #elsewhere = new Map<string, Ref>()
  readonly #leaving: { division: UnitThen; to: Ref; operationId: string; fate: Fate }[] = []

  constructor(model: Model, input: PlanInput) {
    this.#model = model
    this.#input = input
    this.#ask = questionsOf(model)
  }

  make(operationId: string, operation: Operation): void {
    if (operation.kind === 'create') {
      const made = this.#makeUnit(operationId, operation.unit)
      operation.posts.forEach((post, n) => {
        this.#model.madePosts.push({
          key: `c:${operationId}:${n}`,
          unit: made.ref,
          ...post,
          titleEn: post.titleEn || null,
        })
      })
    }
    if (operation.kind === 'merge') {
      const from = this.#predecessors(operation)
      const mainId = operation.mainId && from.includes(operation.mainId) ? operation.mainId : (from[0] ?? null)
      if ('new' in operation.into)
        this.#makeUnit(operationId, operation.into.new, mainId, operation.fate.registers === 'continue')
    }
    if (operation.kind === 'split') {
      operation.into.forEach((target, n) => {
        const heir = n === operation.heir
        if ('new' in target)
          this.#makeUnit(operationId, target.new, operation.unitId, heir && operation.fate.registers === 'continue')
      })
    }
  }

  endAndChange(operationId: string, operation: Operation): void {
    if (operation.kind === 'change') this.#change(operationId, operation)
    if (operation.kind === 'merge') {
      const into = targetRef(operation.into)
      const from = this.#predecessors(operation)
      const main = operation.mainId
      for (const unitId of [...from].sort((a, b) => Number(b === main) - Number(a === main)))
        if (unitRef(unitId) !== into) this.#end(operationId, unitId, into, operation.fate)
    }
    if (operation.kind === 'dissolve') {
      if (!operation.successor && this.#model.ended.has(operation.unitId)) return
      const [answer] = refsIn(this.#input.answers.get(`successor:${operation.unitId}`))
      const successor = operation.successor ? refOf(operation.successor) : (answer ?? null)
      this.#end(operationId, operation.unitId, successor, operation.fate)
      if (!successor) this.#ask.withoutSuccessor(operationId, operation.unitId)
    }
    if (operation.kind === 'split') this.#split(operationId, operation)
  }

  #split(operationId: string, operation: Extract<Operation, { kind: 'split' }>): void {
    const self = unitRef(operation.unitId)
    const targets = operation.into.map(targetRef)
    const goesOn = targets.includes(self)
    for (const { unitId, to } of operation.divisions) {
      const target = targets[to]
      const division = this.#model.organisation.units.get(unitId)
      if (!target || !division || target === self) continue
      if (goesOn) this.#leaving.push({ division, to: target, operationId, fate: operation.fate })
      else this.#elsewhere.set(unitId, target)
    }
    const heir = targets[operation.heir] ?? targets[0]
    if (!goesOn && heir) this.#end(operationId, operation.unitId, heir, operation.fate)
  }

  #change(operationId: string, operation: Extract<Operation, { kind: 'change' }>): void {
    const unit = this.#model.organisation.units.get(operation.unitId)
    if (!unit) {
      this.#ask.absent(operationId, operation.unitId)
      return
    }
    if (this.#model.changed.has(unit.id)) {
      this.#ask.twice(operationId, unit.id)
      return
    }
    const parent = operation.parent === undefined ? undefined : operation.parent && refOf(operation.parent)
    const facts = Object.fromEntries(
      Object.entries(operation.facts)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, value === '' ? null : value]),
    )
    if (parent && !unit.isAgency && agencyOf(this.#model, parent) !== unitRef(unit.agencyId)) {
      // What belongs to another agency from now on is another unit: records made in the old agency stay there.
      const { id: _, agencyId: __, parentId: ___, from: ____, until: _____, isAgency: ______, kind, ...old } = unit
      const ref: Ref = `key:moved-${unit.id}`
      this.#put({
        ref,
        facts: { ...old, ...facts },
        kind: operation.unitKind ?? kind,
        isAgency: false,
        parent,
        operationId,
        mainId: unit.id,
        continuesBooks: false,
        predecessors: [],
      })
      this.#end(operationId, unit.id, ref, { ...usual, divisions: 'keep' })
      return
    }
    this.#model.changed.set(unit.id, {
      unit,
      facts,
      operationId,
      ...(operation.unitKind ? { kind: operation.unitKind } : {}),
      ...(parent === undefined ? {} : { parent }),
    })
  }

  /** The predecessors of a merger that are known; those only named are whatever the question about them was answered with. */
  #predecessors(operation: Extract<Operation, { kind: 'merge' }>): string[] {
    const ids = operation.from.flatMap((one) => {
      if ('unitId' in one) return [one.unitId]
      const answer = this.#input.answers.get(one.question)
      if (!answer) this.#ask.notFound(one.question, one.named)
      return refsIn(answer).flatMap((ref) => idOf(ref) ?? [])
    })
    return [...new Set(ids)]
  }

  #makeUnit(operationId: string, unit: PlannedUnit, mainId: string | null = null, continuesBooks = false): MadeUnit {
    // Where nothing else is said it stands in the chart where the main one of its predecessors stood, not before everybody.
    const ordinal = unit.ordinal ?? this.#model.organisation.units.get(mainId ?? '')?.ordinal
    const made: MadeUnit = {
      ref: `key:${unit.key}`,
      facts: blankFacts({ ...unit, ordinal }),
      kind: unit.kind,
      isAgency: unit.isAgency,
      parent: unit.parent && refOf(unit.parent),
      operationId,
      mainId,
      continuesBooks: continuesBooks && unit.isAgency,
      predecessors: [],
    }
    if (this.#model.made.has(made.ref)) this.#ask.madeTwice(operationId, made.ref)
    this.#put(made)
    return made
  }

  #put(made: MadeUnit): void {
    this.#model.made.set(made.ref, made)
    if (made.parent) this.#below.set(made.parent, [...(this.#below.get(made.parent) ?? []), made])
  }

  #end(operationId: string, unitId: string, successor: Ref | null, fate: Fate): void {
    const unit = this.#model.organisation.units.get(unitId)
    if (!unit) {
      this.#ask.absent(operationId, unitId)
      return
    }
    if (this.#model.ended.has(unitId)) {
      this.#ask.twice(operationId, unitId)
      return
    }
    this.#model.ended.set(unitId, {
      unit,
      successor,
      delegations: fate.delegations,
      divisions: fate.divisions,
      operationId,
    })
    if (successor) this.#model.made.get(successor)?.predecessors.push(unitId)
  }

  /** What stands under a unit that ends: agencies go under its successor, divisions become divisions of it. */
  carryDivisions(): void {
    for (const { division, to, operationId, fate } of this.#leaving)
      if (!this.#model.ended.has(division.id)) this.#carry(division, to, operationId, fate)
    // Those that end on the way come after those that ended first, each once.
    for (const ended of this.#model.ended.values()) {
      const fate = { ...usual, delegations: ended.delegations, divisions: ended.divisions }
      for (const child of this.#model.organisation.children.get(ended.unit.id) ?? []) {
        if (this.#model.ended.has(child.id)) continue
        const to = this.#elsewhere.get(child.id) ?? ended.successor
        if (to && this.#model.changed.get(child.id)?.parent === undefined)
          this.#carry(child, to, ended.operationId, fate)
      }
    }
  }

  #carry(child: UnitThen, to: Ref, operationId: string, fate: Fate): void {
    const stays = child.isAgency || agencyOf(this.#model, to) === unitRef(child.agencyId)
    if (stays) {
      const change = this.#model.changed.get(child.id) ?? { unit: child, facts: {}, operationId }
      this.#model.changed.set(child.id, { ...change, parent: to })
      return
    }
    const like = fate.divisions === 'match' ? this.#likeness(child, to) : null
    if (like) {
      this.#end(operationId, child.id, like, fate)
      return
    }
    const { id, agencyId: _, parentId: __, from: ___, until: ____, isAgency: _____, kind, ...facts } = child
    const ref: Ref = `key:of-${id}`
    this.#put({
      ref,
      facts: { ...facts, exchangeCode: null },
      kind,
      isAgency: false,
      parent: to,
      operationId,
      mainId: id,
      continuesBooks: false,
      predecessors: [],
    })
    this.#end(operationId, id, ref, fate)
  }

  /** The division of the successor that is the same by abbreviation or by name. */
  #likeness(child: UnitThen, parent: Ref): Ref | null {
    const there = (this.#model.organisation.children.get(idOf(parent) ?? '') ?? [])
      .map((unit) => standing(this.#model, unitRef(unit.id)))
      .filter((unit) => unit !== null)
    const found = [...there, ...(this.#below.get(parent) ?? [])].find(
      (unit) =>
        !unit.isAgency &&
        unit.parent === parent &&
        (unit.kind === 'committee') === (child.kind === 'committee') &&
        (sameWord(unit.facts.abbreviation, child.abbreviation) || sameWord(unit.facts.name, child.name)),
    )
    return found?.ref ?? null
  }
}

/** The units that an answer names: several where what a list names became several. */
const refsIn = (answer: string | undefined): Ref[] => (answer ?? '').split(' ').filter(isRef)

const targetRef = (target: Target): Ref => ('new' in target ? `key:${target.new.key}` : refOf(target.unit))
