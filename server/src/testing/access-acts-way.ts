import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { sql } from 'kysely'
import type { Standing } from '../platform/database/index.ts'
import type { ModelRecord, Post } from './access-model.ts'
import type { Act } from './access-story.ts'
import type { World } from './access-world.ts'

/** Documents go their way: presented, directed, passed on, sent on to other agencies, handed over, taken back. */
export function wayActs(world: World) {
  const { server, model, post, pick } = world
  const incoming = (n: number) => world.recordOf('document', n, (one) => one.travel === 'incoming')
  const underWay = (n: number) =>
    world.recordOf('document', n, (one) => one.travel === 'incoming' && one.own.length > 1) ?? incoming(n)

  const present = async (record: ModelRecord, n: number) => {
    const clerk = world
      .everybody()
      .find((one) => post(one).clerk && post(one).agencyId === model.agencyNow(record.agencyId))
    const leaders = world
      .everybody()
      .filter((one) => post(one).leads && clerk && post(one).unitId === post(clerk).agencyId)
    const leader = pick(leaders, n)
    if (!clerk || !leader) return
    const params = { id: record.id }
    const seen = await server.call(clerk, documents.record, { params })
    if (seen.status !== 200 || seen.answer.state !== 'registered') return
    const { status } = await server.call(clerk, handling.present, {
      params,
      body: { version: seen.answer.version, to: { unitId: post(leader).unitId, ...leader }, note: '' },
    })
    if (status === 200) world.granted(record, leader)
  }
  const assign: Act = async ({ a, b, c }) => {
    const record = incoming(a)
    if (!record) return
    await present(record, c)
    const to = world.someone(b, (one) => one.agencyId === model.agencyNow(record.agencyId) && !one.administers)
    const found = await stepFor(world, record, 'assign')
    if (!found || !to) return
    const asUnit = c % 3 === 0 && post(to).leads
    const near = (one: Post) => one.agencyId === model.agencyNow(record.agencyId) && !one.administers
    const informed = c % 4 === 0 ? world.someone(b + c, near) : null
    const word = world.word()
    const { status } = await server.call(found.holder, handling.assign, {
      params: { id: found.step.id },
      body: {
        version: found.step.version,
        lead: asUnit ? { unitId: post(to).unitId } : { unitId: post(to).unitId, ...to },
        ...(informed ? { informed: [{ unitId: post(informed).unitId, ...informed }] } : {}),
        text: `Giao xử lý ${word}`,
      },
    })
    if (status !== 200) return
    const given = world.granted(record, to, asUnit ? 'leaders' : 'post')
    if (informed) given.push(...world.granted(record, informed))
    const mark = world.mark(word, 'step', record)
    world.undoable.set(record, { by: found.holder, stepId: found.step.id, given, mark })
  }
  const forward: Act = async ({ a, b, c }) => {
    const record = incoming(a)
    if (!record) return
    await present(record, c)
    const found = await stepFor(world, record, 'assign')
    const others = world
      .units()
      .filter((id) => model.parents.get(id) === null && id !== model.agencyNow(record.agencyId))
    const unitId = pick(others, b)
    if (!found || !unitId) return
    const word = world.word()
    const { status } = await server.call(found.holder, handling.assign, {
      params: { id: found.step.id },
      body: { version: found.step.version, lead: { unitId }, text: `Chuyển giải quyết ${word}` },
    })
    if (status !== 200) return
    const delivery = (await world.noteDeliveries(record)).at(-1)
    if (!delivery) return
    // The leader's words go with it.
    const mark = world.mark(
      word,
      'direction',
      record,
      (who) =>
        model.sees(who, record) ||
        (delivery.takenAs ? model.sees(who, delivery.takenAs) : model.receives(who, delivery)),
    )
    world.undoable.set(record, { by: found.holder, stepId: found.step.id, given: [], mark })
  }
  const handOver: Act = async ({ a, b }) => {
    const record = underWay(a)
    const found = record && (await stepFor(world, record, 'hand-over'))
    if (!found) return
    const to = world.someone(b, (one) => one.agencyId === model.agencyNow(record.agencyId) && !one.administers)
    const { status } = await server.call(found.holder, handling.handOver, {
      params: { id: found.step.id },
      body: { version: found.step.version, to: { unitId: post(to).unitId, ...to }, reason: 'Bàn giao' },
    })
    if (status === 200)
      world.undoable.set(record, {
        by: found.holder,
        stepId: found.step.id,
        given: world.granted(record, to),
      })
  }
  /** A person who was asked has seen it, and sees it still; the leaders of a unit that was asked are above again, a group like any other. */
  const takeBack: Act = async ({ a }) => {
    const record = underWay(a)
    const found = record && (await stepFor(world, record, 'recall'))
    if (!found) return
    const before = await unitsTakenBack(world, record)
    const { status } = await server.call(found.holder, handling.recall, {
      params: { id: found.step.id },
      body: { version: found.step.version, reason: '' },
    })
    if (status === 200) world.undoable.set(record, { by: found.holder, stepId: found.step.id, given: [] })
    for (const [step, unitId] of await unitsTakenBack(world, record)) {
      const part = record.own.findIndex((who) => who.kind === 'leaders' && model.now(who.id) === unitId)
      if (!before.has(step) && part >= 0) record.own.splice(part, 1)
    }
    await world.noteDeliveries(record)
  }
  /** The sentence stands with the step until the next one, and in the trail; where another agency was urged, there too. */
  const urge: Act = async ({ a }) => {
    const record = underWay(a)
    const found = record && (await stepFor(world, record, 'urge'))
    if (!found) return
    const word = world.word()
    const { status } = await server.call(found.holder, handling.urge, {
      params: { id: record.id },
      body: { text: `Đề nghị khẩn trương ${word}` },
    })
    if (status !== 200) return
    const deliveries = await world.noteDeliveries(record)
    const sees = (who: Standing) =>
      model.sees(who, record) ||
      deliveries.some((one) => (one.takenAs ? model.sees(who, one.takenAs) : model.receives(who, one)))
    world.mark(word, 'direction', record, sees).gone = true
  }
  return { assign, forward, 'hand-over': handOver, 'take-back': takeBack, urge }
}

/** Units whose part in it was taken back, by step: a fact, not a rule. */
export async function unitsTakenBack({ database }: World, record: ModelRecord): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; unitId: string }>`
    select id, unit_id as "unitId" from handling
     where document_id = ${record.id} and state = 'recalled' and position_id is null and delivery_id is null`.execute(
    database.owner,
  )
  return new Map(rows.map((one) => [one.id, one.unitId]))
}

/** An open step of a record with which somebody may do this now, and who. */
export async function stepFor(world: World, record: ModelRecord, act: string) {
  const near = world.everybody().filter((one) => world.post(one).agencyId === world.model.agencyNow(record.agencyId))
  for (const holder of near as Standing[]) {
    const { answer, status } = await world.server.call(holder, documents.record, { params: { id: record.id } })
    const step = status === 200 && answer.steps.find((one) => one.endedAt === null && one.acts[act]?.allowed)
    if (step) return { holder, step }
  }
  return null
}
