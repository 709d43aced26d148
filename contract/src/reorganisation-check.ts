import { z } from 'zod'
import { unitKinds } from './organisation.ts'
import { id, instant, personReference, reference } from './values.ts'

/** What the check of a plan finds: questions for a person, what each unit holds, the chart before and after. */

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

export const progress = z.object({
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
