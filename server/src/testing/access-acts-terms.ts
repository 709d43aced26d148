import { access, accessRules } from '@mocban/contract/access'
import { delegations } from '@mocban/contract/organisation-acts'
import { sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import type { Act } from './access-story.ts'
import type { World } from './access-world.ts'

/** Records are opened for a time, closed by a class; and people act for others, within a scope or without. */
export function termActs(world: World) {
  const { server, model, database, post, pick } = world

  const open: Act = async ({ a, b, c }) => {
    const record = pick(model.records, a)
    if (!record) return
    const targets = [
      ...world.everybody().map((one) => ['person', one.personId] as const),
      ...world.units().map((id) => ['unit', id] as const),
      ['committee', world.province.units.group] as const,
    ]
    const [targetKind, targetId] = pick(targets, b) ?? (['unit', ''] as const)
    const lastDay = world.later(c % 12)
    for (const who of world.everybody()) {
      const { status } = await server.call(who, access.open, {
        params: { id: record.id },
        body: { targetKind, targetId, lastDay, reason: 'Để biết' },
      })
      if (status !== 200) continue
      record.openings.push({ target: targetId, lastDay, withdrawn: false })
      return
    }
  }
  const withdraw: Act = async ({ a }) => {
    const record = pick(
      model.records.filter((one) => one.openings.length > 0),
      a,
    )
    if (!record) return
    for (const who of world.everybody()) {
      const { answer, status } = await server.call(who, access.ofRecord, { params: { id: record.id } })
      const opening = status === 200 && answer.openings.find((one) => one.mayWithdraw)
      if (!opening) continue
      await server.ask(who, access.withdraw, { params: { id: opening.id } })
      // The latest is listed first; one is open to a target at a time.
      const { rows } = await sql<{ target: string }>`select target from opening where id = ${opening.id}`.execute(
        database.owner,
      )
      for (const one of record.openings)
        if (one.target === rows[0]?.target && one.lastDay >= model.day) one.withdrawn = true
      return
    }
  }
  const classify: Act = async ({ a, b }) => {
    const record = pick(model.records, a)
    const classId = record && b % 4 ? (world.classOf.get(record.agencyId) ?? null) : null
    if (!record) return
    for (const who of world.everybody()) {
      const { status } = await server.call(who, access.classify, {
        params: { id: record.id },
        body: { classId, reason: '' },
      })
      if (status !== 200) continue
      record.classId = classId
      if (classId) record.classed.add(classId)
      return
    }
  }
  const belong: Act = async ({ a, b, c }) => {
    const [agencyId, classId] = pick([...world.classOf], a) as [string, string]
    const agency = model.agencyNow(agencyId)
    const member =
      c % 2
        ? world.someone(b, (one) => one.agencyId === agency && !one.administers).positionId
        : pick(
            world.units().filter((id) => model.above(id).includes(agency)),
            b,
          )
    if (!member || model.classes.get(classId)?.has(member)) return
    await sql`insert into confidentiality_member (class_id, position_id, unit_id, valid)
      values (${classId}, ${c % 2 ? member : null}, ${c % 2 ? null : member}, tstzrange(${clock.now().toISOString()}, null))`.execute(
      database.owner,
    )
    model.classes.get(classId)?.add(member)
  }
  /** Who belongs no more sees no more than anybody else, at once. */
  const belongNoMore: Act = async ({ a, b }) => {
    const [classId, members] = pick(
      [...model.classes].filter(([, all]) => all.size > 0),
      a,
    ) ?? ['', new Set<string>()]
    const member = pick([...members], b)
    if (!member) return
    const { rows } = await sql<{ id: string }>`
      select id from confidentiality_member where class_id = ${classId} and ${member} in (position_id, unit_id) and upper_inf(valid)`.execute(
      database.owner,
    )
    const params = { id: rows[0]?.id ?? '' }
    const { status } = await server.call(world.people.administrator, accessRules.endMember, { params })
    if (status === 200) members.delete(member)
  }
  const delegate: Act = async ({ a, b, c }) => {
    const from = world.someone(a)
    const { agencyId } = post(from)
    const to = world.someone(b, (one) => one.agencyId === agencyId && !one.administers)
    const { capabilities } = await database.owner
      .selectFrom('position')
      .where('id', '=', from.positionId)
      .select('capabilities')
      .executeTakeFirstOrThrow()
    const below = world.units().filter((id) => model.above(id).includes(agencyId))
    const unitIds = c % 3 === 0 ? [pick(below, b) ?? agencyId] : []
    const typeCodes = c % 5 === 0 ? ['cong-van', 'ke-hoach'] : []
    const lastDay = world.later(c % 12)
    const { status, answer } = await server.call(from, delegations.give, {
      body: {
        toPersonId: to.personId,
        from: model.day,
        lastDay,
        capabilities,
        unitIds,
        typeCodes,
        reason: '',
      } as never,
    })
    const terms = { from, toPersonId: to.personId, lastDay, ended: false, units: unitIds, types: typeCodes }
    if (status === 200) model.delegations.push({ id: answer.id, ...terms })
  }
  const end: Act = async ({ a }) => {
    const one = pick(
      model.delegations.filter((d) => !d.ended && d.lastDay >= model.day),
      a,
    )
    if (one && (await server.call(one.from, delegations.end, { params: { id: one.id } })).status === 200)
      one.ended = true
  }
  return { open, withdraw, class: classify, belong, 'belong-no-more': belongNoMore, delegate, end }
}
