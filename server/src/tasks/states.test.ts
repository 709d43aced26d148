import { taskActNames, taskStates } from '@mocban/contract/tasks-record'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actsOfTask, canActOnTask, type TaskFacts, type TaskState, transitions } from './states.ts'

const facts = fc.record({
  state: fc.constantFrom(...taskStates),
  lead: fc.boolean(),
  assigner: fc.boolean(),
  leadsLead: fc.boolean(),
  extensionAsked: fc.boolean(),
})
const act = fc.constantFrom(...taskActNames)
const ended: TaskState[] = ['closed', 'cancelled']

describe('the life of a task', () => {
  it('ends for good', () => {
    fc.assert(fc.property(facts, act, (task, name) => !ended.includes(task.state) || !canActOnTask(name, task).allowed))
  })

  it('is moved by nobody but its lead and its assigner', () => {
    const moves = (name: (typeof taskActNames)[number]) => name !== 'urge'
    fc.assert(
      fc.property(
        facts,
        act,
        (task, name) => task.lead || task.assigner || !moves(name) || !canActOnTask(name, task).allowed,
      ),
    )
  })

  it('is urged by who assigned it and the leaders above who holds it, never by who holds it, and moved by that nowhere', () => {
    fc.assert(
      fc.property(
        facts,
        (task) => !canActOnTask('urge', task).allowed || (!task.lead && (task.assigner || task.leadsLead)),
      ),
    )
    expect(transitions.urge.to).toBeUndefined()
  })

  it('says why wherever it says no', () => {
    fc.assert(
      fc.property(facts, act, (task, name) => {
        const permission = canActOnTask(name, task)
        return permission.allowed === (permission.because === null)
      }),
    )
  })

  it('tells nobody to wait for another state before an act that is never theirs', () => {
    fc.assert(
      fc.property(facts, act, (task, name) => {
        const { because } = canActOnTask(name, task)
        const theirs = {
          lead: task.lead,
          assigner: task.assigner,
          either: task.lead || task.assigner,
          above: !task.lead && (task.assigner || task.leadsLead),
        }
        return theirs[transitions[name].by] || ended.includes(task.state) || !because?.startsWith('task-')
      }),
    )
  })

  it('is never stuck: from every open state somebody can bring it to its end', () => {
    const reaches = (from: TaskState): boolean => {
      const seen = new Set<TaskState>([from])
      for (const state of seen)
        for (const who of [
          { lead: true, assigner: false },
          { lead: false, assigner: true },
        ]) {
          const task: TaskFacts = { state, extensionAsked: false, leadsLead: false, ...who }
          for (const [name, permission] of Object.entries(actsOfTask(task))) {
            const to = transitions[name as keyof typeof transitions].to
            if (permission.allowed && to) seen.add(to)
          }
        }
      return seen.has('closed') && seen.has('cancelled')
    }
    for (const state of taskStates.filter((one) => !ended.includes(one)))
      expect([state, reaches(state)]).toEqual([state, true])
  })

  it('is closed only after it was delivered and judged, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.boolean()), { maxLength: 40 }), (tried) => {
        let state: TaskState = 'assigned'
        let delivered = false
        for (const [name, asLead] of tried) {
          const task: TaskFacts = { state, lead: asLead, assigner: !asLead, extensionAsked: false, leadsLead: false }
          if (!canActOnTask(name, task).allowed) continue
          if (name === 'verify' && (!delivered || asLead)) return false
          const to: TaskState = transitions[name].to ?? state
          delivered = to === 'delivered' || (delivered && to === 'closed')
          state = to
        }
        return state !== 'closed' || delivered
      }),
    )
  })
})
