import type { Permission } from '@mocban/contract/documents'
import type { TaskActName } from '@mocban/contract/tasks-record'

/** A task's life as one table, which the use cases, the screen and the documentation read. */

export type TaskState =
  | 'assigned'
  | 'accepted'
  | 'blocked'
  | 'waiting'
  | 'delivered'
  | 'closed'
  | 'refused'
  | 'cancelled'
/** `above`: who assigned it, and the leaders above who leads it; not who has it themselves. */
export type By = 'lead' | 'assigner' | 'either' | 'above'

interface Transition {
  from: TaskState[]
  /** Where it leads; absent where the state stays. */
  to?: TaskState
  by: By
  /** Words are needed: the reason, or the result. */
  words?: boolean
}

const atWork: TaskState[] = ['accepted', 'blocked', 'waiting']
const open: TaskState[] = ['assigned', ...atWork, 'delivered', 'refused']

export const transitions: Record<TaskActName, Transition> = {
  accept: { from: ['assigned'], to: 'accepted', by: 'lead' },
  refuse: { from: ['assigned'], to: 'refused', by: 'lead', words: true },
  report: { from: atWork, by: 'lead' },
  block: { from: ['accepted', 'waiting'], to: 'blocked', by: 'lead', words: true },
  wait: { from: ['accepted', 'blocked'], to: 'waiting', by: 'lead', words: true },
  resume: { from: ['blocked', 'waiting'], to: 'accepted', by: 'lead' },
  'ask-extension': { from: ['assigned', ...atWork], by: 'lead' },
  deliver: { from: atWork, to: 'delivered', by: 'lead', words: true },
  verify: { from: ['delivered'], to: 'closed', by: 'assigner' },
  return: { from: ['delivered'], to: 'accepted', by: 'assigner', words: true },
  cancel: { from: open, to: 'cancelled', by: 'assigner', words: true },
  reassign: { from: ['assigned', 'refused', ...atWork], to: 'assigned', by: 'either' },
  split: { from: ['assigned', ...atWork], by: 'lead' },
  change: { from: open, by: 'assigner' },
  'answer-extension': { from: ['assigned', ...atWork], by: 'assigner' },
  urge: { from: ['assigned', ...atWork], by: 'above', words: true },
}

/** What decides about a task, relative to who asks. */
export interface TaskFacts {
  state: TaskState
  /** Asked of who asks, or of a unit they lead. */
  lead: boolean
  assigner: boolean
  /** Who asks leads the unit that leads it, or a unit above it. */
  leadsLead: boolean
  /** An extension was asked for and not answered. */
  extensionAsked: boolean
}

/** May this be done now; if not, the key of the sentence that says why. */
export function canActOnTask(act: TaskActName, task: TaskFacts): Permission {
  const rule = transitions[act]
  const no = (because: string): Permission => ({ allowed: false, because })
  if (['closed', 'cancelled'].includes(task.state)) return no('task-ended')
  // Whose act it is comes first: who may never do it is not told to wait for another state.
  if (rule.by === 'lead' && !task.lead) return no('not-lead')
  if (rule.by === 'assigner' && !task.assigner) return no('not-assigner')
  if (rule.by === 'either' && !task.lead && !task.assigner) return no('not-lead')
  if (rule.by === 'above' && task.lead) return no('already-yours')
  if (rule.by === 'above' && !task.assigner && !task.leadsLead) return no('not-yours-to-urge')
  if (!rule.from.includes(task.state)) return no(`task-${task.state}`)
  if (act === 'ask-extension' && task.extensionAsked) return no('extension-asked')
  if (act === 'answer-extension' && !task.extensionAsked) return no('no-extension')
  return { allowed: true, because: null }
}

export function actsOfTask(task: TaskFacts): Record<TaskActName, Permission> {
  const acts = {} as Record<TaskActName, Permission>
  for (const act of Object.keys(transitions) as TaskActName[]) acts[act] = canActOnTask(act, task)
  return acts
}

/** Acts that who did them may take back at once: those that only move the task along its table. */
export const undoable = [
  'accept',
  'refuse',
  'block',
  'wait',
  'resume',
  'deliver',
  'verify',
  'return',
  'cancel',
] as const
export type UndoableAct = (typeof undoable)[number]

/** The task's last act, if it is one that can be taken back. */
export interface LastAct {
  act: UndoableAct
  byMe: boolean
  /** Within the time in which an act may be taken back. */
  justNow: boolean
}

/** May the last act be taken back; if not, the key of the sentence that says why. */
export function canUndoTask(state: TaskState, last: LastAct | null): Permission {
  const no = (because: string): Permission => ({ allowed: false, because })
  if (!last || transitions[last.act].to !== state) return no('acted-since')
  if (!last.byMe) return no('not-your-act')
  if (!last.justNow) return no('undo-too-late')
  return { allowed: true, because: null }
}
