import { z } from 'zod'
import { unitKinds } from './organisation.ts'
import { postFacts, unitFacts } from './organisation-acts.ts'
import { appointmentKinds } from './organisation-chart.ts'
import { newList, oldList } from './reorganisation-lists.ts'
import { route } from './route.ts'
import { date, id, instant, line, page, pageQuery, personReference, reference, text } from './values.ts'

/**
 * A reorganisation: prepared as a plan, checked by everybody who should, carried out whole on a day.
 * Every change of a plan names the version that was seen and answers the new one; carrying out is refused unless the plan was checked as it is.
 */

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

const planFacts = z.object({
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

export const questionKinds = [
  /** From a list: a predecessor that matches no unit, or several. */
  'predecessor-not-found',
  'predecessor-ambiguous',
  'unit-without-successor',
  /** The same unit ends in two operations, or ends in one and is changed or succeeds in another. */
  'unit-twice',
  'several-heads',
  'person-without-post',
  /** Open work that nobody would answer for. */
  'record-without-holder',
  /** Documents approved and not issued: they go back to their drafters, having the old letterhead. */
  'open-number',
  'double-code',
  'double-abbreviation',
  'double-name',
  'cycle',
  'parent-absent',
  'not-yours',
  /** The unit is changed or ended otherwise on or after the day. */
  'unit-changed-since',
  /** Registered, drafted, issued or assigned in the unit on or after a day that is past. */
  'written-since',
  'delegation-ends',
] as const
export type QuestionKind = (typeof questionKinds)[number]

/**
 * must: nothing is carried out until a person has answered, or changed the plan (`settledBy`); may: a choice is taken for them until they answer;
 * note: nothing to answer, but to be known before signing.
 */
export const questionWeights = ['must', 'may', 'note'] as const

/**
 * One way to settle a question. `value`: `unit:<id>`, `key:<key of a planned unit>`, `post:<id>` (the post whose holders come first), `leaves`, `none`
 * (it is nothing, leave it out), `accept` (known and wanted so). `reason` names a message, `data` its words.
 */
export const suggestion = z.object({
  value: z.string(),
  label: z.string(),
  reason: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type Suggestion = z.infer<typeof suggestion>

export const question = z.object({
  /** The same question has the same key after every check, and keeps its answer. */
  key: z.string().max(200),
  kind: z.enum(questionKinds),
  weight: z.enum(questionWeights),
  settledBy: z.enum(['answer', 'plan']),
  /** Where it is about one operation. */
  operationId: id.nullable(),
  unit: z.object({ unitId: id.nullable(), key: z.string().nullable(), name: z.string() }).nullable(),
  person: reference.nullable(),
  /** The words of its message: names, counts, days. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  suggestions: z.array(suggestion),
  /** What may be answered beside the suggestions. */
  free: z.enum(['unit', 'none']),
  answer: z.object({ value: z.string(), label: z.string(), by: personReference, at: instant }).nullable(),
  settled: z.boolean(),
})
export type Question = z.infer<typeof question>

/** What is counted for each unit that the plan touches. */
export const countKinds = [
  'documents',
  'documents-open',
  'arrivals',
  'drafts',
  'approved',
  'reviews',
  'tasks-open',
  'work-files',
  'registers',
  'people',
  'posts',
  'vacant-posts',
  'committee-seats',
  'delegations',
  'templates',
  'rules',
  'service-accounts',
] as const
export type CountKind = (typeof countKinds)[number]
const counts = z.partialRecord(z.enum(countKinds), z.number().int())
export type Counts = z.infer<typeof counts>

export const unitCounts = z.object({
  unit: reference,
  agency: reference,
  /** What the plan does with it. */
  becomes: z.enum(['ends', 'changes', 'receives']),
  /** Who holds afterwards what it holds now. */
  successor: z.object({ unitId: id.nullable(), key: z.string().nullable(), name: z.string() }).nullable(),
  counts,
  registers: z.array(
    z.object({ travel: z.string(), series: z.string(), year: z.number().int(), lastNumber: z.number().int() }),
  ),
})
export type UnitCounts = z.infer<typeof unitCounts>

/** One line of the chart before and after. */
export const comparisonRow = z.object({
  change: z.enum(['created', 'ended', 'renamed', 'moved', 'changed']),
  unit: z.object({ unitId: id.nullable(), key: z.string().nullable() }),
  kind: z.enum(unitKinds),
  isAgency: z.boolean(),
  /** Null before it exists, and after it ended. */
  nameBefore: z.string().nullable(),
  nameAfter: z.string().nullable(),
  parentBefore: z.string().nullable(),
  parentAfter: z.string().nullable(),
  codeBefore: z.string().nullable(),
  codeAfter: z.string().nullable(),
  /** Of a new unit, or one that takes others in: who comes into it. */
  predecessors: z.array(reference),
  /** Of one that ends. */
  successor: z.string().nullable(),
})
export type ComparisonRow = z.infer<typeof comparisonRow>

const progress = z.object({
  /** The step's name in messages: `reorganisation.step.<step>`. */
  step: z.string(),
  done: z.number().int(),
  of: z.number().int(),
})

export const checkView = z.object({
  state: z.enum(['none', 'running', 'failed', 'done']),
  progress: progress.nullable(),
  at: instant.nullable(),
  /** Whether it looked at the plan as it is now. */
  current: z.boolean(),
  /** Over all units it touches. */
  totals: counts,
  units: z.object({ ending: z.number().int(), created: z.number().int(), changed: z.number().int() }),
  /** Still to be settled, by kind; notes are not among them. */
  unsettled: z.partialRecord(z.enum(questionKinds), z.number().int()),
})
export type CheckView = z.infer<typeof checkView>

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

const ofPlan = z.object({ id })
const seen = z.object({ version: z.number().int() })
/** The plan's version after the change. */
const changed = z.object({ version: z.number().int() })

export const reorganisation = {
  list: route({
    method: 'GET',
    path: '/api/reorganisations',
    summary: 'Plans of reorganisation of the agencies one administers, newest first',
    needs: 'administer',
    query: z.object(pageQuery),
    response: page(planRow),
  }),
  create: route({
    method: 'POST',
    path: '/api/reorganisations',
    summary: 'Begin a plan; it changes nothing until it is carried out',
    needs: 'administer',
    body: planFacts,
    response: z.object({ id, version: z.number().int() }),
  }),
  read: route({
    method: 'GET',
    path: '/api/reorganisations/:id',
    summary: 'A plan: its facts, its state, the last check in short, progress of what is running',
    needs: 'administer',
    params: ofPlan,
    response: planView,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/reorganisations/:id',
    summary: 'Change a draft’s title, basis, day or rules',
    needs: 'administer',
    params: ofPlan,
    body: planFacts.partial().extend(seen.shape),
    response: changed,
  }),
  abandon: route({
    method: 'POST',
    path: '/api/reorganisations/:id/abandon',
    summary: 'Give a plan up; it stays readable',
    needs: 'administer',
    params: ofPlan,
    body: seen,
    response: changed,
  }),
  operations: route({
    method: 'GET',
    path: '/api/reorganisations/:id/operations',
    summary: 'The operations of a plan in their order',
    needs: 'administer',
    params: ofPlan,
    query: z.object({
      ...pageQuery,
      kind: z.enum(operationKinds).optional(),
      /** A part of the name of a unit that it touches or makes. */
      q: z.string().trim().max(100).optional(),
    }),
    response: page(operationRow),
  }),
  addOperation: route({
    method: 'POST',
    path: '/api/reorganisations/:id/operations',
    summary: 'Add an operation at the end',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({ operation }),
    response: changed.extend({ operationId: id }),
  }),
  changeOperation: route({
    method: 'PUT',
    path: '/api/reorganisations/:id/operations/:operationId',
    summary: 'Put another operation in the place of one',
    needs: 'administer',
    params: ofPlan.extend({ operationId: id }),
    body: seen.extend({ operation }),
    response: changed,
  }),
  removeOperation: route({
    method: 'POST',
    path: '/api/reorganisations/:id/operations/:operationId/remove',
    summary: 'Take an operation out of a plan',
    needs: 'administer',
    params: ofPlan.extend({ operationId: id }),
    body: seen,
    response: changed,
  }),
  moveOperation: route({
    method: 'POST',
    path: '/api/reorganisations/:id/operations/:operationId/move',
    summary: 'Put an operation before another, or at the end',
    needs: 'administer',
    params: ofPlan.extend({ operationId: id }),
    body: seen.extend({ before: id.nullable() }),
    response: changed,
  }),
  importLists: route({
    method: 'POST',
    path: '/api/reorganisations/:id/import',
    summary:
      'Make the operations from a list of the units of today and a list of the new ones with their predecessors; what fits nothing or twice becomes a question',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({
      old: oldList,
      new: newList,
      /** Imported again: the operations that the plan has are replaced, answers to the same questions kept. */
      replace: z.boolean().default(false),
    }),
    response: changed.extend({ operations: z.number().int(), questions: z.number().int() }),
  }),
  check: route({
    method: 'POST',
    path: '/api/reorganisations/:id/check',
    summary:
      'Look, in the background, at what the plan touches and what is unresolved; the plan’s page tells how far it is',
    needs: 'administer',
    params: ofPlan,
    body: seen,
    response: z.object({}),
  }),
  questions: route({
    method: 'GET',
    path: '/api/reorganisations/:id/questions',
    summary: 'What the lists and the last check leave to a person, unsettled first, with suggestions and their reasons',
    needs: 'administer',
    params: ofPlan,
    query: z.object({
      ...pageQuery,
      kind: z.enum(questionKinds).optional(),
      weight: z.enum(questionWeights).optional(),
      settled: z.enum(['yes', 'no']).optional(),
    }),
    response: page(question),
  }),
  settle: route({
    method: 'POST',
    path: '/api/reorganisations/:id/answers',
    summary: 'Answer a question, or take the answer back with null',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({
      key: z.string().max(200),
      /** A suggestion’s value, or units with a space between: an earlier merger is several. */
      value: z.string().max(2000).nullable(),
    }),
    response: changed,
  }),
  settleAlike: route({
    method: 'POST',
    path: '/api/reorganisations/:id/answers/suggested',
    summary: 'Take the first suggestion of every unsettled question of a kind',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({ kind: z.enum(questionKinds) }),
    response: changed.extend({ settled: z.number().int() }),
  }),
  counts: route({
    method: 'GET',
    path: '/api/reorganisations/:id/counts',
    summary: 'What each unit that the plan touches holds, counted by kind, as of the last check',
    needs: 'administer',
    params: ofPlan,
    query: z.object(pageQuery),
    response: page(unitCounts),
  }),
  comparison: route({
    method: 'GET',
    path: '/api/reorganisations/:id/comparison',
    summary: 'The chart before and after: every unit that is created, ends, or is otherwise than before',
    needs: 'administer',
    params: ofPlan,
    query: z.object({ ...pageQuery, change: comparisonRow.shape.change.optional() }),
    response: page(comparisonRow),
  }),
  placements: route({
    method: 'GET',
    path: '/api/reorganisations/:id/people',
    summary: 'Who goes where, by rule, by list or by an answer, as of the last check',
    needs: 'administer',
    params: ofPlan,
    query: z.object({ ...pageQuery, q: z.string().trim().max(100).optional() }),
    response: page(placementRow),
  }),
  place: route({
    method: 'POST',
    path: '/api/reorganisations/:id/people/:personId',
    summary: 'Place a person otherwise than the rule does; null lets the rule hold again',
    needs: 'administer',
    params: ofPlan.extend({ personId: id }),
    body: seen.extend({ placement: placement.nullable() }),
    response: changed,
  }),
  importPlacements: route({
    method: 'POST',
    path: '/api/reorganisations/:id/people',
    summary: 'Place people by a table, all or nothing, or only look at it',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({
      format: z.enum(['xlsx', 'csv']),
      /** The bytes in base64. */
      content: z.string().max(1_900_000),
      carryOut: z.boolean(),
    }),
    response: changed.extend({ people: z.number().int(), faults: z.array(placementFault), done: z.boolean() }),
  }),
  report: route({
    method: 'GET',
    path: '/api/reorganisations/:id/report.pdf',
    summary: 'The check as a page to print and sign',
    needs: 'administer',
    params: ofPlan,
    transaction: false,
  }),
  schedule: route({
    method: 'POST',
    path: '/api/reorganisations/:id/schedule',
    summary: 'Let it be carried out by itself at 00:00 of its day; refused while anything is unresolved',
    needs: 'administer',
    fresh: true,
    params: ofPlan,
    body: seen,
    response: changed,
  }),
  unschedule: route({
    method: 'POST',
    path: '/api/reorganisations/:id/unschedule',
    summary: 'Make a scheduled plan a draft again',
    needs: 'administer',
    params: ofPlan,
    body: seen,
    response: changed,
  }),
  carryOut: route({
    method: 'POST',
    path: '/api/reorganisations/:id/carry-out',
    summary: 'Carry it out now, all or nothing, on or after its day; the plan’s page tells how far it is',
    needs: 'administer',
    fresh: true,
    params: ofPlan,
    body: seen,
    response: changed,
  }),
}
