import fc from 'fast-check'

/** What can happen in a story, and how often it does. */
const weights = {
  register: 6,
  draft: 3,
  issue: 2,
  recall: 1,
  arrival: 2,
  bring: 2,
  'register-many': 3,
  refuse: 1,
  answer: 1,
  comment: 2,
  assign: 8,
  forward: 3,
  'hand-over': 3,
  'take-back': 2,
  urge: 2,
  'take-over': 3,
  step: 2,
  undo: 4,
  many: 3,
  correct: 2,
  copy: 3,
  task: 4,
  lead: 2,
  report: 2,
  'hand-over-tasks': 1,
  'follow-up': 3,
  part: 2,
  file: 2,
  note: 2,
  put: 2,
  name: 2,
  link: 1,
  close: 1,
  open: 6,
  withdraw: 2,
  class: 5,
  belong: 3,
  'belong-no-more': 1,
  delegate: 6,
  end: 1,
  appoint: 4,
  leave: 2,
  away: 1,
  'pass-on': 1,
  seat: 3,
  day: 2,
} as const

export type What = keyof typeof weights
/** One act of a story: what, and numbers from which whoever and whatever it concerns are taken. */
export interface Move {
  what: What
  a: number
  b: number
  c: number
}
export type Act = (move: Move) => Promise<void>

const what = fc.oneof(
  ...(Object.keys(weights) as What[]).map((one) => ({ weight: weights[one], arbitrary: fc.constant(one) })),
)
const numbers = { a: fc.nat(999), b: fc.nat(999), c: fc.nat(999) }
const chapter = (length: number) =>
  fc.array(fc.record({ what, ...numbers }), { minLength: length, maxLength: length, size: 'max' })
/** With what every story begins, so that there is something to ask of. */
const beginning = { register: 9, bring: 2, draft: 3, issue: 3, task: 5, file: 3, delegate: 9, appoint: 4 }
const first = fc.tuple(
  ...Object.entries(beginning).flatMap(([kind, times]) =>
    Array.from({ length: times }, () => fc.record({ what: fc.constant(kind as What), ...numbers })),
  ),
)
/** Between the two chapters units end and are merged. */
export const story = fc.tuple(
  fc.tuple(first, chapter(70)).map((both) => both.flat()),
  chapter(50),
)
