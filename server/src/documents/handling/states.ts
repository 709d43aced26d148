import type { Permission } from '@mocban/contract/documents'

/** A document's way inside an agency, as one table that the use cases, the screen and the documentation read. */

export type StepRole = 'present' | 'lead' | 'collaborate' | 'inform'
export type StepState = 'waiting' | 'accepted' | 'passed' | 'done' | 'returned' | 'recalled'
export type StepAct = 'assign' | 'accept' | 'return' | 'recall' | 'hand-over' | 'take-over' | 'finish'

/** Who may act: the one asked, the one who asked, or a leader of the unit of the one asked. */
type By = 'holder' | 'asker' | 'leader'

interface Transition {
  from: StepState[]
  to: StepState
  by: By
  roles: StepRole[]
  /** Capabilities of which the position needs one; leading the unit stands for `assign`. */
  needs?: string[]
}

const asked: StepState[] = ['waiting', 'accepted']
const work: StepRole[] = ['present', 'lead', 'collaborate']

export const transitions: Record<StepAct, Transition> = {
  assign: { from: asked, to: 'passed', by: 'holder', roles: work, needs: ['direct', 'assign'] },
  accept: { from: ['waiting'], to: 'accepted', by: 'holder', roles: ['lead', 'collaborate'] },
  return: { from: asked, to: 'returned', by: 'holder', roles: work },
  recall: { from: [...asked, 'passed'], to: 'recalled', by: 'asker', roles: [...work, 'inform'] },
  'hand-over': { from: asked, to: 'passed', by: 'holder', roles: work },
  'take-over': { from: asked, to: 'passed', by: 'leader', roles: work },
  finish: { from: asked, to: 'done', by: 'holder', roles: work },
}

/** What decides about a step, as the database answers it for who asks. */
export interface StepFacts {
  role: StepRole
  state: StepState
  /** The step is asked of who asks, or of a group they belong to. */
  mine: boolean
  askedByMe: boolean
  /** Who asks leads the unit of the one asked, or a unit above it. */
  leadsHolder: boolean
  /** The step lies with another agency. */
  elsewhere: boolean
  /** It was passed on, and what followed from it is still open. */
  openBelow: boolean
}

/** May this be done with the step now; if not, the key of the sentence that says why. */
export function canAct(act: StepAct, step: StepFacts, capabilities: readonly string[]): Permission {
  const rule = transitions[act]
  const no = (because: string): Permission => ({ allowed: false, because })
  if (!rule.from.includes(step.state)) return no('step-ended')
  // What was directed is recalled with all that was passed on from it; a clerk takes no leader's direction back.
  if (step.state === 'passed' && (!step.openBelow || step.role === 'present')) return no('step-ended')
  if (step.elsewhere && rule.by !== 'asker') return no('elsewhere')
  if (!rule.roles.includes(step.role)) return no(step.role === 'inform' ? 'only-informed' : 'other-role')
  if (rule.by === 'holder' && !step.mine) return no('not-yours')
  if (rule.by === 'asker' && !step.askedByMe) return no('not-asked-by-you')
  if (rule.by === 'leader' && step.mine) return no('already-yours')
  if (rule.by === 'leader' && !step.leadsHolder) return no('not-your-unit')
  if (rule.needs && !rule.needs.some((one) => capabilities.includes(one))) return no('no-capability')
  return { allowed: true, because: null }
}

/** What decides about urging whoever holds a step. */
export interface UrgeFacts extends Pick<StepFacts, 'role' | 'state' | 'mine' | 'askedByMe' | 'leadsHolder'> {
  /** Who asks had asked for what it follows from: a direction that was passed on down to a specialist. */
  askedAbove: boolean
  /** Who asks registers for the agency whose document it is, and follows what becomes of it. */
  clerk: boolean
}

/** May who holds the step be urged; if not, the key of the sentence that says why. It moves nothing, so it is none of the transitions. */
export function canUrge(step: UrgeFacts): Permission {
  const no = (because: string): Permission => ({ allowed: false, because })
  if (!asked.includes(step.state)) return no('step-ended')
  if (!work.includes(step.role)) return no('only-informed')
  if (step.mine) return no('already-yours')
  const may = step.askedByMe || step.askedAbove || step.leadsHolder || step.clerk
  return may ? { allowed: true, because: null } : no('not-yours-to-urge')
}

/** Every act on a step with its permission, for the screen. */
export function actsOf(step: StepFacts, capabilities: readonly string[]): Record<StepAct, Permission> {
  const acts = {} as Record<StepAct, Permission>
  for (const act of Object.keys(transitions) as StepAct[]) acts[act] = canAct(act, step, capabilities)
  return acts
}

/** Acts that who did them may take back at once, with the state in which they leave the step. Presenting is taken back by recalling what was asked. */
export type UndoAct = 'assign' | 'return' | 'recall' | 'hand-over' | 'take-over' | 'finish'
export const undoable: Record<UndoAct, StepState> = {
  assign: transitions.assign.to,
  return: transitions.return.to,
  recall: transitions.recall.to,
  'hand-over': transitions['hand-over'].to,
  'take-over': transitions['take-over'].to,
  finish: transitions.finish.to,
}

/** The document's last act, if it was one on this step that can be taken back. */
export interface LastAct {
  act: UndoAct
  byMe: boolean
  /** Within the time in which an act may be taken back; later one recalls, with a reason. */
  justNow: boolean
}

/** May the last act be taken back; if not, the key of the sentence that says why. */
export function canUndo(step: Pick<StepFacts, 'state'>, last: LastAct | null): Permission {
  const no = (because: string): Permission => ({ allowed: false, because })
  if (!last || undoable[last.act] !== step.state) return no('acted-since')
  if (!last.byMe) return no('not-your-act')
  if (!last.justNow) return no('undo-too-late')
  return { allowed: true, because: null }
}
