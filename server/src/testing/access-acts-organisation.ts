import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import { sql } from 'kysely'
import { same } from './access-model.ts'
import type { Act } from './access-story.ts'
import type { Name, World } from './access-world.ts'
import { endUnits } from './end-units.ts'

/** Posts are taken on and left, seats on a committee given and taken, days pass. */
export function organisationActs(world: World) {
  const { model, post, pick } = world
  const { owner } = world.database

  const appoint: Act = async ({ a, b, c }) => {
    const person = world.someone(a)
    const other = world.someone(b)
    const held = model.holds.some((one) => one.personId === person.personId && one.positionId === other.positionId)
    if (post(other).administers || held) return
    const lastDay = c % 2 ? world.later(c % 12) : null
    await sql`insert into appointment (person_id, position_id, kind, valid) values (${person.personId}, ${other.positionId},
      ${['acting', 'secondment', 'concurrent'][c % 3]}, daterange(${model.day}::date, ${lastDay}::date, '[]'))`.execute(
      owner,
    )
    model.holds.push({ personId: person.personId, positionId: other.positionId, lastDay })
  }
  /** A post is left after today, one’s own or one of several. */
  const leave: Act = async ({ a }) => {
    const { otherSpecialist, officeSpecialist, auditor } = world.people
    const base = new Set(world.everybody().map((one) => `${one.personId} ${one.positionId}`))
    const may = [otherSpecialist, officeSpecialist].map((one) => `${one.personId} ${one.positionId}`)
    const left = pick(
      model.holds.filter((one) => {
        const key = `${one.personId} ${one.positionId}`
        return one.lastDay === null && one.positionId !== auditor.positionId && (!base.has(key) || may.includes(key))
      }),
      a,
    )
    if (!left) return
    await sql`update appointment set valid = daterange(lower(valid), ${model.day}::date, '[]')
      where person_id = ${left.personId} and position_id = ${left.positionId} and valid @> ${model.day}::date`.execute(
      owner,
    )
    left.lastDay = model.day
  }
  const seat: Act = async ({ a, b }) => {
    const { group } = world.province.units
    const seats = model.committees.get(group) as Set<string>
    const person = world.someone(a)
    if (seats.has(person.personId) || b % 3 === 0) {
      const gone = pick([...seats], a)
      if (!gone) return
      await sql`delete from committee_member where unit_id = ${group} and ${gone} in (person_id, position_id) and lower(valid) = ${model.day}`.execute(
        owner,
      )
      await sql`update committee_member set valid = daterange(lower(valid), ${model.day}) where unit_id = ${group}
        and ${gone} in (person_id, position_id) and valid @> ${model.day}::date`.execute(owner)
      seats.delete(gone)
      return
    }
    await sql`insert into committee_member (unit_id, person_id, role, valid) values (${group}, ${person.personId}, 'member', daterange(${model.day}, null))`.execute(
      owner,
    )
    seats.add(person.personId)
  }
  /** Whoever is away sees what they saw: who is to act for them is a delegation. */
  const away: Act = async ({ a, b }) => {
    const { personId } = world.someone(a)
    await world.server.call(world.people.administrator, acts.setLeave, {
      body: { personId, from: model.day, lastDay: world.later(b % 12), reason: '' },
    })
  }
  /** A post is left and what it holds is passed on in the same act: to another of the agency, who has it for their own. */
  const passOn: Act = async ({ b }) => {
    const { officeSpecialist, officeChief, officeClerk, chairman } = world.people
    const to = pick([officeChief, officeClerk, chairman], b)
    const { positionId, personId } = officeSpecialist
    const left = model.holds.find((one) => same(one, officeSpecialist) && one.lastDay === null)
    if (!left || !to) return
    const held = await heldBy(positionId)
    const { rows } = await sql<{ id: string }>`
      select id from appointment where position_id = ${positionId} and person_id = ${personId} and valid @> ${model.day}::date`.execute(
      owner,
    )
    const { status } = await world.server.call(world.people.administrator, acts.endAppointment, {
      params: { id: rows[0]?.id ?? '' },
      body: { lastDay: model.day, reason: 'Chuyển công tác', handTo: to.positionId },
    })
    if (status !== 200) return
    left.lastDay = model.day
    for (const record of model.records.filter((one) => held.has(one.id))) {
      record.own.push(world.own('post', to.positionId))
      record.groups.push(...model.leadersAbove(post(to).unitId))
      if (model.leads.get(record) === positionId) model.leads.set(record, to.positionId)
    }
  }
  /** What a post holds that is open: a fact, not a rule. */
  const heldBy = async (positionId: string): Promise<Set<string>> => {
    const { rows } = await sql<{ id: string }>`
      select document_id as id from handling where holder = ${positionId} and ended_at is null and delivery_id is null
      union select id from task where holder = ${positionId} and closed_at is null
      union select document_id from review where holder = ${positionId} and state in ('asked', 'later')
      union select id from document where created_position = ${positionId} and travel <> 'incoming' and state = 'draft'`.execute(
      owner,
    )
    return new Set(rows.map((one) => one.id))
  }
  const day: Act = async () => world.setDay(world.later(1))
  return { appoint, leave, away, 'pass-on': passOn, seat, day }
}

/** Two wards end and a third has what they held: whoever worked in them works there from this day on. */
export async function mergeWards(world: World): Promise<void> {
  const { model, people, province } = world
  const { units } = province
  world.setDay(world.later(1))
  const moved = ['wardChairman', 'otherWardChairman', 'wardClerk', 'otherWardClerk', 'wardSpecialist'] as const
  const into = (name: Name) => (name === 'wardSpecialist' ? 'economy' : 'ward')
  const ended = await endUnits(world.database, {
    day: world.today,
    begin: {
      ward: { kind: 'ward', name: 'Ủy ban nhân dân phường Vũ Ninh', parent: units.ubnd, code: 'H05.99' },
      economy: { kind: 'division', name: 'Phòng Kinh tế', parent: 'ward' },
    },
    heirs: { [units.kinhBacEconomy]: 'economy', [units.kinhBac]: 'ward', [units.tuSon]: 'ward' },
    posts: Object.fromEntries(moved.map((name) => [name, { who: people[name], unit: into(name) }])),
  })
  const { ward = '', economy = '' } = ended.units
  model.parents.set(ward, null).set(economy, ward)
  model.heirs.set(units.kinhBacEconomy, economy).set(units.kinhBac, ward).set(units.tuSon, ward)
  const yesterday = world.later(-1)
  for (const one of model.holds) {
    const gone = [units.kinhBac, units.tuSon, units.kinhBacEconomy].includes(model.postOf(one).unitId)
    if (gone && (one.lastDay === null || one.lastDay > yesterday)) one.lastDay = yesterday
  }
  for (const name of moved) {
    const then = people[name]
    const now = (ended.people as Record<string, typeof then>)[name] as typeof then
    model.heirs.set(then.positionId, now.positionId)
    model.holds.push({ ...now, lastDay: null })
    people[name] = now
  }
  await world.readPosts()
}
