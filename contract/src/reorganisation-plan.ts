import { z } from 'zod'
import { unitKinds } from './organisation.ts'
import { postFacts, unitFacts } from './organisation-acts.ts'
import { appointmentKinds } from './organisation-chart.ts'
import { checkView, progress } from './reorganisation-check.ts'
import { date, id, instant, line, personReference, reference, text } from './values.ts'

/** What a plan of reorganisation says: its facts, its operations on units, and where single people go. */

export const planStates = ['draft', 'scheduled', 'carrying-out', 'done', 'abandoned'] as const
export type PlanState = (typeof planStates)[number]

/** What the plan calls a unit that it makes itself. */
const unitKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

/** A unit there is, or one that an operation of the same plan makes. */
export const unitReference = z.union([z.strictObject({ unitId: id }), z.strictObject({ key: unitKey })])
export type UnitReference = z.infer<typeof unitReference>

/** A predecessor: a unit there is; or a name as a list wrote it, until the question of that key is answered with a unit or with `none`. */
export const predecessorReference = z.union([
  z.strictObject({ unitId: id }),
  z.strictObject({ named: line(300), question: z.string().max(200) }),
])
export type PredecessorReference = z.infer<typeof predecessorReference>

/** A unit that the plan makes. Without a parent it stands at the top of the chart. */
export const plannedUnit = unitFacts.extend({
  key: unitKey,
  kind: z.enum(unitKinds),
  isAgency: z.boolean(),
  parent: unitReference.nullable(),
})
export type PlannedUnit = z.infer<typeof plannedUnit>

const target = z.union([z.strictObject({ new: plannedUnit }), z.strictObject({ unit: unitReference })])
export type Target = z.infer<typeof target>

/** What becomes of what an ending unit has; work files, tasks and documents still open always go to the successor. */
export const fate = z.object({
  /** close: its books end with their last number, the successor's begin at 1; continue: a new successor writes on in the books of its main predecessor. */
  registers: z.enum(['close', 'continue']).default('close'),
  /** end: delegations of its posts end; carry: they hold for the posts that follow. */
  delegations: z.enum(['end', 'carry']).default('end'),
  /** match: its divisions become one with those of the same abbreviation or name in the successor; keep: each goes under the successor as it is. */
  divisions: z.enum(['match', 'keep']).default('match'),
})
export type Fate = z.infer<typeof fate>

export const operation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    unit: plannedUnit,
    posts: z.array(postFacts).max(50).default([]),
  }),
  /** Rename, another kind, another parent, seal, codes: from the day on; what is absent stays. */
  z.object({
    kind: z.literal('change'),
    unitId: id,
    facts: unitFacts.partial(),
    unitKind: z.enum(unitKinds).optional(),
    parent: unitReference.nullable().optional(),
  }),
  /** Several units (or one) end and become a new one, or part of one there is. */
  z.object({
    kind: z.literal('merge'),
    from: z.array(predecessorReference).min(1).max(100),
    into: target,
    /** Whose rules, templates and settings a new successor takes, whose head suggests itself, whose books it may continue. The first where absent. */
    mainId: id.optional(),
    fate: fate.prefault({}),
  }),
  /** A unit ends and becomes several; the heir holds what it held, unless a division says otherwise. */
  z.object({
    kind: z.literal('split'),
    unitId: id,
    into: z.array(target).min(2).max(50),
    /** Which of them, counted from 0. */
    heir: z.number().int().min(0).default(0),
    divisions: z
      .array(z.object({ unitId: id, to: z.number().int().min(0) }))
      .max(200)
      .default([]),
    fate: fate.prefault({}),
  }),
  z.object({
    kind: z.literal('dissolve'),
    unitId: id,
    /** Who succeeds it; without one the check asks. */
    successor: unitReference.nullable(),
    fate: fate.prefault({}),
  }),
])
export type Operation = z.infer<typeof operation>
export const operationKinds = ['create', 'change', 'merge', 'split', 'dissolve'] as const
export type OperationKind = (typeof operationKinds)[number]

/** Rules for people, of the whole plan. Each post of an ending unit is made again in its successor for those who hold it. */
export const peopleRules = z.object({
  /** ask: who becomes head of a unit that several heads come into is a question; of-main: the head of the main predecessor. */
  heads: z.enum(['ask', 'of-main']).default('ask'),
  /** What those who do not become head become; absent words keep the usual `Phó …` of the head's title. */
  formerHeads: z
    .object({ title: line(200), titleEn: text(200).nullable().optional(), rank: z.number().int().min(2).max(99) })
    .nullable()
    .default(null),
})
export type PeopleRules = z.infer<typeof peopleRules>

export const planFacts = z.object({
  title: line(300),
  /** The resolution or decision it rests on: every appointment that follows names it. */
  basis: line(500),
  /** From 00:00 of this day in Vietnam. */
  effectiveOn: date,
  /** Until the end of which day the old exchange codes answer for the successors. */
  oldCodesUntil: date,
  rules: peopleRules.prefault({}),
})
export type PlanFacts = z.infer<typeof planFacts>

/** Where a person goes whom the rule would place otherwise. */
export const placement = z.discriminatedUnion('place', [
  /** A post there is, of a unit that goes on. */
  z.object({ place: z.literal('post'), positionId: id }),
  /** A post made for them, in a unit that goes on or that the plan makes. */
  z.object({ place: z.literal('unit'), unit: unitReference, post: postFacts }),
  z.object({ place: z.literal('leaves') }),
])
export type Placement = z.infer<typeof placement>

export const placementRow = z.object({
  appointmentId: id,
  person: reference,
  kind: z.enum(appointmentKinds),
  from: z.object({ unitName: z.string(), title: z.string() }),
  /** Null: leaves. */
  to: z.object({ unitName: z.string(), title: z.string(), leads: z.boolean() }).nullable(),
  by: z.enum(['rule', 'list', 'answer']),
  holdings: z.object({
    documents: z.number().int(),
    tasks: z.number().int(),
    drafts: z.number().int(),
    reviews: z.number().int(),
  }),
})
export type PlacementRow = z.infer<typeof placementRow>

/** Heads of the columns of a list of people and their places. */
export const placementColumns = {
  userName: 'Tên đăng nhập',
  fullName: 'Họ và tên',
  unit: 'Đơn vị mới',
  agency: 'Cơ quan mới',
  title: 'Chức vụ mới',
  leads: 'Lãnh đạo',
  rank: 'Thứ bậc',
  leaves: 'Thôi việc',
} as const
export const placementFault = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.enum([
    'column-missing',
    'missing',
    'too-long',
    'unknown-person',
    'not-touched',
    'unknown-unit',
    'several-units',
    'unknown-value',
    'double-in-file',
  ]),
  value: z.string(),
})
export type PlacementFault = z.infer<typeof placementFault>

/** What carrying out did. */
export const outcome = z.object({
  at: instant,
  by: personReference.nullable(),
  seconds: z.number(),
  moved: z.object({
    documents: z.number().int(),
    drafts: z.number().int(),
    returnedDrafts: z.number().int(),
    reviews: z.number().int(),
    tasks: z.number().int(),
    workFiles: z.number().int(),
    arrivals: z.number().int(),
    people: z.number().int(),
    posts: z.number().int(),
    registersClosed: z.number().int(),
    registersContinued: z.number().int(),
  }),
})
export type Outcome = z.infer<typeof outcome>

export const planRow = z.object({
  id,
  title: z.string(),
  basis: z.string(),
  effectiveOn: date,
  state: z.enum(planStates),
  operations: z.number().int(),
  unsettled: z.number().int(),
  createdAt: instant,
  createdBy: personReference,
})
export type PlanRow = z.infer<typeof planRow>

export const operationRow = z.object({
  id,
  ordinal: z.number().int(),
  /** As it was given. */
  operation: z.looseObject({ kind: z.enum(operationKinds) }) as unknown as z.ZodType<Operation, Operation>,
  /** The names of today of the units it names by id, by id. */
  names: z.record(z.string(), z.string()),
})
export type OperationRow = z.infer<typeof operationRow>

export const planView = z.object({
  id,
  title: z.string(),
  basis: z.string(),
  effectiveOn: date,
  oldCodesUntil: date,
  rules: z.object({
    heads: peopleRules.shape.heads.unwrap(),
    formerHeads: z
      .object({ title: z.string(), titleEn: z.string().nullable().optional(), rank: z.number().int() })
      .nullable(),
  }),
  agency: reference,
  state: z.enum(planStates),
  version: z.number().int(),
  operations: z.number().int(),
  operationKinds: z.partialRecord(z.enum(operationKinds), z.number().int()),
  createdAt: instant,
  createdBy: personReference,
  check: checkView,
  /** While it is being carried out. */
  progress: progress.nullable(),
  /** Why the last attempt to carry it out did not go through: a sentence for who asks. */
  failure: z.object({ at: instant, detail: z.string() }).nullable(),
  scheduledBy: personReference.nullable(),
  outcome: outcome.nullable(),
  /** What who asks may do now, and why not. */
  may: z.object({
    change: z.boolean(),
    check: z.boolean(),
    schedule: z.boolean(),
    carryOut: z.boolean(),
    /** The code of the refusal they would meet; absent where they may carry out. */
    because: z.string().nullable(),
  }),
})
export type PlanView = z.infer<typeof planView>
