import { matterByKey, matters } from '../matters/index.ts'
import { NameDraw } from '../province/people-names.ts'
import type { Agency, Division, Holder } from '../province/province.ts'
import { agencyByKey, divisionOf } from '../province/province.ts'
import { outsidePaper, urgencyOf } from './impulses.ts'
import { receive } from './incoming.ts'
import { type Drafting, writePaper } from './outgoing.ts'
import { governmentOffice, ministryOf, organisations } from './outside.ts'
import { addDays, addWorkingDays, dateOf, during, isWorkingDay, midnightOf } from './working-time.ts'
import type { Pin, World } from './world.ts'

/** The people behind the roles, with what waits on each desk this morning. */
export function tellDesks(world: World): void {
  const { province } = world
  const names = new NameDraw(world.random.of('desk-names'))
  const { ubnd } = province
  const skhcn = agencyByKey(province, 'skhcn')
  const section = divisionOf(ubnd, 'KGVX')
  const digital = divisionOf(skhcn, 'CĐS')
  desk(world, names, {
    agency: ubnd,
    leaders: [
      [ubnd.leaders[2] as Holder, 6],
      [ubnd.leaders[0] as Holder, 4],
      [ubnd.office.head, 4],
    ],
    division: section,
    waiting: 5,
    full: true,
  })
  desk(world, names, {
    agency: skhcn,
    leaders: [
      [skhcn.leaders[0] as Holder, 5],
      [skhcn.leaders[1] as Holder, 2],
    ],
    division: digital,
    waiting: 4,
    full: true,
  })
  for (const [key, abbreviation] of [
    ['09187', 'VHXH'],
    ['07582', 'KT'],
  ] as const) {
    const agency = agencyByKey(province, key)
    desk(world, names, {
      agency,
      leaders: [
        [agency.leaders[0] as Holder, 4],
        [agency.leaders[1] as Holder, 2],
      ],
      division: divisionOf(agency, abbreviation),
      waiting: 3,
      full: false,
    })
  }
}

interface Desk {
  agency: Agency
  leaders: [Holder, number][]
  division: Division
  /** Papers that wait at the clerk's. */
  waiting: number
  full: boolean
}

function desk(world: World, names: NameDraw, { agency, leaders, division, waiting, full }: Desk): void {
  const specialist = division.specialists[0] ?? division.head
  const today = dateOf(world.now)
  for (let n = 0; n < waiting; n++)
    arrives(world, names, agency, daysBack(world, 2), { agency, until: n < waiting - 1 ? 'arrived' : 'registered' })
  for (const [leader, count] of leaders)
    for (let n = 0; n < count; n++)
      arrives(world, names, agency, daysBack(world, n < 2 ? 3 : 5), { agency, until: 'presented', leader })
  const leader = leaders[0]?.[0] as Holder
  for (let n = 0; n < (full ? 5 : 3); n++)
    arrives(world, names, agency, daysBack(world, 4), {
      agency,
      until: 'directed',
      leader,
      division,
      due: addWorkingDays(today, n + 1),
    })
  for (let n = 0; n < 3; n++)
    arrives(world, names, agency, daysBack(world, 5), {
      agency,
      until: 'passed',
      leader,
      division,
      specialist,
      due: addWorkingDays(today, n * 2),
    })
  // In work: some late, some due in these days, some with time left.
  for (const due of [-4, -2, 0, 1, 2, 6])
    arrives(world, names, agency, daysBack(world, 11), {
      agency,
      until: 'accepted',
      leader,
      division,
      specialist,
      due: due < 0 ? addDays(today, due) : addWorkingDays(today, due),
    })
  for (const until of ['draft', 0, 1, 'signer', 'signer', 'approved', 'approved'] as const)
    drafts(world, { agency, division, specialist, until, signer: leader })
  if (agency.kind === 'province') {
    drafts(world, { agency, division, specialist, until: 'signer', signer: agency.leaders[0] as Holder })
    drafts(world, { agency, division, specialist, until: 'signer', signer: agency.office.head, type: 'thong-bao' })
  }
}

/** A moment on one of the last working days, early enough for the story to come to its place. */
function daysBack(world: World, days: number): Date {
  let date = dateOf(world.now)
  for (let left = days; left > 0; ) {
    date = addDays(date, -1)
    if (isWorkingDay(date)) left--
  }
  return new Date(midnightOf(date).getTime() + (7.6 + world.random.next() * 2) * 3_600_000)
}

function matterOf(world: World, agency: Agency) {
  const own =
    agency.kind === 'department'
      ? matters.filter((one) => one.department === agency.key)
      : matters.filter((one) => one.section === 'KGVX')
  return world.random.pick(own)
}

/** From another agency of the province where that is who writes to it, else from the ministries. */
function arrives(world: World, names: NameDraw, agency: Agency, at: Date, pin: Pin): void {
  const { random, province } = world
  const matter = matterOf(world, agency)
  const inside = pin.until === 'arrived' || random.chance(0.6)
  if (!inside) {
    const from =
      agency.kind === 'province'
        ? random.pick([governmentOffice, ministryOf(matter), ...organisations.slice(0, 4)])
        : random.pick([ministryOf(matter), ...organisations.slice(3, 8)])
    const paper = outsidePaper(world, from, 'cong-van', matter, at, names.draw(), matter.ministry.unit)
    paper.to = [agency.unit.name]
    world.pins.set(paper, pin)
    receive(world, agency, paper, at, null, 9)
    return
  }
  const sender =
    agency.kind === 'province'
      ? agencyByKey(province, random.chance(0.5) ? 'skhcn' : matter.department)
      : agency.kind === 'department'
        ? random.pick([province.ubnd, ...province.communes.slice(0, 20)])
        : random.pick([agencyByKey(province, matter.department), province.ubnd])
  const from = sender === agency ? province.ubnd : sender
  const division =
    from.kind === 'province'
      ? divisionOf(from, matter.section)
      : from.kind === 'department'
        ? divisionOf(from, matter.division)
        : (from.divisions[2] ?? from.office)
  const drafting: Drafting = {
    agency: from,
    division,
    specialist: random.pick(division.specialists.length > 0 ? division.specialists : [division.head]),
    type:
      agency.kind === 'province'
        ? random.pick(['to-trinh', 'bao-cao', 'cong-van'])
        : from.kind === 'ward' || from.kind === 'commune'
          ? random.pick(['bao-cao', 'cong-van'])
          : random.pick(['cong-van', 'ke-hoach', 'cong-van']),
    matter,
    subject: random.pick(matter.subjects),
    recipients: [agency],
    at: new Date(at.getTime() - 6 * 86_400_000),
    urgency: urgencyOf(world, matter),
    pin,
    depth: 9,
    dueOn: pin.due ?? null,
  }
  writePaper(world, drafting)
}

function drafts(
  world: World,
  more: Pick<Drafting, 'agency' | 'division' | 'specialist' | 'until' | 'signer'> & { type?: string },
): void {
  const { random, province } = world
  const matter = random.chance(0.3) ? matterByKey('resolution-57') : matterOf(world, more.agency)
  const upward = more.agency.kind !== 'province'
  writePaper(world, {
    ...more,
    type:
      more.type ?? random.pick(upward ? ['bao-cao', 'to-trinh', 'cong-van'] : ['cong-van', 'quyet-dinh', 'ke-hoach']),
    matter,
    subject: random.pick(matter.subjects),
    recipients: upward
      ? [province.ubnd]
      : [
          agencyByKey(province, matter.department),
          agencyByKey(province, 'stc'),
          ...province.communes.filter((one) => ['09187', '07582'].includes(one.key)),
        ],
    at: during(dateOf(daysBack(world, 5)), random),
    dueOn: addWorkingDays(dateOf(world.now), random.int(2, 8)),
    depth: 9,
  })
}
