import { sql } from 'kysely'
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
      ${c % 5 === 0 ? 'acting' : 'concurrent'}, daterange(${model.day}::date, ${lastDay}::date, '[]'))`.execute(owner)
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
  const day: Act = async () => world.setDay(world.later(1))
  return { appoint, leave, seat, day }
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
