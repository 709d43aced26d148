import { tasks } from '@mocban/contract/tasks'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { canUndoTask, type TaskState, transitions, undoable } from './states.ts'

let server: TestServer
let people: SmallProvince['people']
let units: SmallProvince['units']
type Who = keyof SmallProvince['people']
type Name = (typeof undoable)[number]

beforeAll(async () => {
  const served = await serveSmallProvince()
  server = served.server
  ;({ people, units } = served.province)
  return served.close
})
afterEach(() => clock.set(null))

const read = (id: string) => server.ask(people.viceChairman, tasks.read, { params: { id } })
const act = async (who: Who, id: string, name: Name) =>
  server.ask(people[who], tasks.act, {
    params: { id },
    body: {
      version: (await read(id)).version,
      act: name,
      text: 'Vì lý do này',
      ...(name === 'verify' ? { rating: 4 } : {}),
    },
  })
const undo = async (who: Who, id: string) =>
  server.call(people[who], tasks.undo, { params: { id }, body: { version: (await read(id)).version } })
const created = async () =>
  (
    await server.ask(people.viceChairman, tasks.create, {
      body: {
        facts: {
          title: 'Tổ công nghệ số cộng đồng',
          lead: { unitId: units.skhcn },
          dueOn: `${new Date().getFullYear() + 1}-08-15`,
        },
      },
    })
  ).taskId

/** Ways to a task on which the act can be done. */
const ways: Record<Name, [Who, Name][]> = {
  accept: [],
  refuse: [],
  cancel: [],
  block: [['director', 'accept']],
  wait: [['director', 'accept']],
  resume: [
    ['director', 'accept'],
    ['director', 'block'],
  ],
  deliver: [['director', 'accept']],
  verify: [
    ['director', 'accept'],
    ['director', 'deliver'],
  ],
  return: [
    ['director', 'accept'],
    ['director', 'deliver'],
  ],
}

describe('taking back an act on a task', () => {
  for (const name of undoable)
    it(`puts back what was before: ${name}`, async () => {
      const id = await created()
      for (const [who, one] of ways[name]) await act(who, id, one)
      const { version: _, acts: __, ...before } = await read(id)
      const who = transitions[name].by === 'lead' ? 'director' : 'viceChairman'
      await act(who, id, name)
      expect((await read(id)).state).toBe(transitions[name].to)
      expect((await undo(who === 'director' ? 'viceChairman' : 'director', id)).problem.extra?.because).toBe(
        'not-your-act',
      )
      expect((await undo(who, id)).status).toBe(200)
      expect(await read(id)).toMatchObject(before)
      // Only the last act, and only once.
      expect((await undo(who, id)).problem.code).toBe('record.changed')
    })

  it('is refused, by name, once somebody acted further, and after a quarter of an hour', async () => {
    const id = await created()
    await act('director', id, 'accept')
    await act('director', id, 'deliver')
    const { version } = await read(id)
    await act('viceChairman', id, 'return')
    const late = await server.call(people.director, tasks.undo, { params: { id }, body: { version } })
    expect([late.status, late.problem.code]).toEqual([409, 'record.changed'])
    expect(late.problem.detail).toContain('Trần Thị Bình')
    clock.set(new Date(Date.now() + 16 * 60_000).toISOString())
    expect((await undo('viceChairman', id)).problem.extra?.because).toBe('undo-too-late')
  })

  it('opens no part of a task again whose whole was delivered meanwhile', async () => {
    const id = await created()
    await act('director', id, 'accept')
    const { taskId: part } = await server.ask(people.director, tasks.create, {
      body: { facts: { title: 'Phần của phòng', lead: { unitId: units.skhcnDigital } }, parentId: id },
    })
    const { version } = await server.ask(people.director, tasks.act, {
      params: { id: part },
      body: { version: 1, act: 'cancel', text: 'Không còn cần' },
    })
    await act('director', id, 'deliver')
    const { problem } = await server.call(people.director, tasks.undo, { params: { id: part }, body: { version } })
    expect(problem.extra?.because).toBe('task-delivered')
  })

  it('does not put a task back to delivered that was divided meanwhile', async () => {
    const id = await created()
    for (const name of ['accept', 'deliver'] as const) await act('director', id, name)
    await act('viceChairman', id, 'return')
    await server.ask(people.director, tasks.create, {
      body: { facts: { title: 'Phần của phòng', lead: { unitId: units.skhcnDigital } }, parentId: id },
    })
    expect((await undo('viceChairman', id)).problem.code).toBe('task.subtasks-open')
  })

  it('is for who did it, at once, from the state in which the act left the task', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TaskState>('assigned', 'accepted', 'blocked', 'waiting', 'delivered', 'closed', 'refused'),
        fc.option(fc.record({ act: fc.constantFrom(...undoable), byMe: fc.boolean(), justNow: fc.boolean() })),
        (state, last) => {
          const permission = canUndoTask(state, last)
          expect(permission.because === null).toBe(permission.allowed)
          expect(permission.allowed).toBe(last?.byMe === true && last.justNow && transitions[last.act].to === state)
        },
      ),
    )
  })
})
