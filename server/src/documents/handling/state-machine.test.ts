import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'
import { actsOf, canAct, canUndo, type LastAct, type StepAct, type StepFacts, transitions, undoable } from './states.ts'

const facts: fc.Arbitrary<StepFacts> = fc.record({
  role: fc.constantFrom('present', 'lead', 'collaborate', 'inform'),
  state: fc.constantFrom('waiting', 'accepted', 'passed', 'done', 'returned', 'recalled'),
  mine: fc.boolean(),
  askedByMe: fc.boolean(),
  leadsHolder: fc.boolean(),
  elsewhere: fc.boolean(),
  openBelow: fc.boolean(),
})
const capabilities = fc.subarray(['register', 'direct', 'assign', 'draft'])

describe('the table of states', () => {
  it('lets nobody finish, return or pass on what is not theirs, and nothing happen to what has ended', () => {
    fc.assert(
      fc.property(facts, capabilities, (step, can) => {
        for (const act of ['finish', 'return', 'assign', 'accept', 'hand-over'] as const)
          if (!step.mine || step.elsewhere) expect(canAct(act, step, can).allowed).toBe(false)
        const ended = !['waiting', 'accepted'].includes(step.state)
        for (const [act, { allowed }] of Object.entries(actsOf(step, can)))
          if (ended && !(act === 'recall' && step.state === 'passed' && step.openBelow)) expect(allowed).toBe(false)
      }),
    )
  })

  it('says why for every act that is not allowed', () => {
    fc.assert(
      fc.property(facts, capabilities, (step, can) => {
        for (const permission of Object.values(actsOf(step, can)))
          expect(permission.because === null).toBe(permission.allowed)
      }),
    )
  })

  it('leads from open states only, and every end is reached', () => {
    for (const [act, { from, to }] of Object.entries(transitions)) {
      const open = act === 'recall' ? ['waiting', 'accepted', 'passed'] : ['waiting', 'accepted']
      expect(from.every((state) => open.includes(state))).toBe(true)
      expect(from).not.toContain(to)
    }
  })
})

describe('taking back what one has just done', () => {
  const last: fc.Arbitrary<LastAct | null> = fc.option(
    fc.record({
      act: fc.constantFrom('assign', 'return', 'recall', 'hand-over', 'take-over', 'finish'),
      byMe: fc.boolean(),
      justNow: fc.boolean(),
    }),
  )

  it('is for who did it, at once, and only from the state in which the act left the step', () => {
    fc.assert(
      fc.property(facts, last, (step, act) => {
        const permission = canUndo(step, act)
        expect(permission.because === null).toBe(permission.allowed)
        expect(permission.allowed).toBe(act?.byMe === true && act.justNow && step.state === transitions[act.act].to)
      }),
    )
  })

  it('leads back from ended states alone: what is open is recalled instead', () => {
    for (const state of Object.values(undoable)) expect(['waiting', 'accepted']).not.toContain(state)
  })
})

describe('any way a document may go', () => {
  let server: TestServer
  let province: SmallProvince
  beforeAll(async () => {
    const served = await serveSmallProvince()
    ;({ server, province } = served)
    return served.close
  })

  const names = ['departmentClerk', 'director', 'deputyDirector', 'digitalHead', 'digitalSpecialist'] as const

  it('always has somebody who answers for it, in a state that its steps explain; a refusal changes nothing', async () => {
    const walk = fc.array(
      fc.record({
        who: fc.constantFrom(...names),
        act: fc.constantFrom<StepAct | 'present' | 'undo'>(
          'present',
          'assign',
          'accept',
          'return',
          'recall',
          'hand-over',
          'take-over',
          'finish',
          'undo',
        ),
        step: fc.nat({ max: 5 }),
        to: fc.constantFrom('digital', 'specialist', 'deputy'),
      }),
      { minLength: 3, maxLength: 12 },
    )
    const { people, units } = province
    const addressees = {
      digital: { unitId: units.skhcnDigital },
      specialist: { unitId: units.skhcnDigital, ...people.digitalSpecialist },
      deputy: { unitId: units.skhcn, ...people.deputyDirector },
    }
    await fc.assert(
      fc.asyncProperty(walk, async (acts) => {
        const document = await registerSome(server, people.departmentClerk)
        const read = () => server.ask(people.departmentClerk, documents.record, { params: { id: document.id } })
        for (const { who, act, step, to } of [
          { who: 'departmentClerk', act: 'present', step: 0, to: 'deputy' } as const,
          ...acts,
        ]) {
          const before = await read()
          const target = before.steps[step % Math.max(1, before.steps.length)]
          const version = target?.version ?? 1
          const params = { id: target?.id ?? document.id }
          const me = people[who]
          const answer =
            act === 'present'
              ? await server.call(me, handling.present, {
                  params: { id: document.id },
                  body: { version: before.version, to: addressees.deputy },
                })
              : act === 'assign'
                ? await server.call(me, handling.assign, {
                    params,
                    body: { version, text: 'Giao xử lý', lead: addressees[to] },
                  })
                : act === 'accept'
                  ? await server.call(me, handling.accept, { params, body: { version } })
                  : act === 'return'
                    ? await server.call(me, handling.returnStep, {
                        params,
                        body: { version, reason: 'Không thuộc phạm vi' },
                      })
                    : act === 'recall'
                      ? await server.call(me, handling.recall, { params, body: { version } })
                      : act === 'hand-over'
                        ? await server.call(me, handling.handOver, { params, body: { version, to: addressees[to] } })
                        : act === 'take-over'
                          ? await server.call(me, handling.takeOver, {
                              params,
                              body: { version, reason: 'Đi công tác' },
                            })
                          : act === 'undo'
                            ? await server.call(me, handling.undo, { params, body: { version } })
                            : await server.call(me, handling.finish, { params, body: { version, kind: 'filed' } })
          expect(answer.status).toBeLessThan(500)
          const after = await read()
          if (answer.status >= 400) expect(after).toEqual(before)
          const open = after.steps.filter((one) => one.endedAt === null && one.role !== 'inform')
          // Back with the clerk, or with somebody, or finished.
          if (open.length === 0) expect(['registered', 'finished']).toContain(after.state)
          if (after.state === 'presented') expect(open.some((one) => one.role === 'present')).toBe(true)
          if (after.state === 'directed' || after.state === 'processing')
            expect(open.some((one) => one.role === 'lead')).toBe(true)
          if (after.state === 'finished')
            expect(open.filter((one) => one.role === 'lead' || one.role === 'present')).toEqual([])
          expect(after.holders.length).toBe(after.steps.filter((one) => one.endedAt === null).length)
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)
})
