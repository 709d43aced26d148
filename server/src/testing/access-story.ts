/** One act of a story: what, and numbers from which whoever and whatever it concerns are taken. */
export interface Move {
  what:
    | 'register'
    | 'draft'
    | 'task'
    | 'file'
    | 'assign'
    | 'lead'
    | 'open'
    | 'withdraw'
    | 'class'
    | 'delegate'
    | 'end'
    | 'appoint'
    | 'belong'
    | 'day'
  a: number
  b: number
  c: number
}
