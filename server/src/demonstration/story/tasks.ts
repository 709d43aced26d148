import { matters } from '../matters/index.ts'
import type { Agency, Holder } from '../province/province.ts'
import { agencyByKey, divisionOf } from '../province/province.ts'
import { fill } from '../text/fill.ts'
import { assignTask } from './assign-task.ts'
import { addDays, addWorkingDays, dateOf, during, workingDayBefore, workingDaysBetween } from './working-time.ts'
import type { Told, World } from './world.ts'

const products = [
  'Báo cáo kết quả kèm số liệu',
  'Dự thảo văn bản trình ký',
  'Kế hoạch được phê duyệt',
  'Danh sách, biểu tổng hợp',
  'Hồ sơ hoàn chỉnh',
  'Hệ thống vận hành ổn định, có biên bản nghiệm thu',
  'Tài liệu tập huấn và danh sách học viên',
]
const measures = [
  'Đúng hạn, đủ biểu mẫu',
  '100% xã, phường có số liệu',
  'Được lãnh đạo thông qua, không phải sửa quá một lần',
  'Số liệu khớp với hệ thống giám sát',
  'Tỷ lệ đạt từ 90% trở lên',
]
/** Tasks of seven months: out of leaders' directions, out of documents, and leaders' own. */
export function tellTasks(world: World, size: number, places: readonly string[]): void {
  const { random } = world
  const directions = new Map((world.rows.get('direction') ?? []).map((row) => [row.id, row]))
  // What a leader directed becomes a task where it is more than an answer.
  const directed = world.documents.filter(
    (one) =>
      one.travel === 'incoming' &&
      one.row.state !== 'cancelled' &&
      one.steps.some((step) => step.role === 'lead' && step.delivery_id === null && step.direction_id),
  )
  for (const told of directed) {
    if (!random.chance(told.agency.kind === 'province' ? 0.3 : told.agency.key === 'skhcn' ? 0.3 : 0.1)) continue
    const step = told.steps.find((one) => one.role === 'lead' && one.delivery_id === null && one.direction_id)
    const direction = directions.get(step?.direction_id)
    const leader = told.agency.leaders.find((one) => one.person.id === direction?.person_id)
    const division = [...told.agency.divisions, told.agency.office].find((one) => one.unit.id === step?.unit_id)
    if (!direction || !leader || !division) continue
    const at = new Date(new Date(direction.at as string).getTime() + 90_000)
    assignTask(
      world,
      {
        agency: told.agency,
        assigner: leader,
        to: { division },
        ...wording(world, told, places),
        dueOn: (direction.due_on as string) ?? null,
        at,
        importance: random.weighted([
          ['normal', 6],
          ['high', 3],
          ['key', 1],
        ]),
        origin: { kind: 'direction', told, directionId: direction.id as string },
      },
      places,
    )
  }
  // Leaders and heads also assign on their own, day by day.
  const agencies: [Agency, number][] = world.province.agencies.map((one) => [
    one,
    one.kind === 'province'
      ? 30
      : one.key === 'skhcn'
        ? 30
        : ['09187', '07582'].includes(one.key)
          ? 14
          : one.kind === 'department'
            ? 5
            : 0.7,
  ])
  for (const date of workingDaysBetween(addDays(dateOf(world.now), -200), dateOf(world.now))) {
    for (let n = Math.floor(2.6 * size + random.next()); n > 0; n--) {
      const agency = random.weighted(agencies)
      const own = matters.filter((one) => agency.kind !== 'department' || one.department === agency.key)
      const matter = random.pick(own.length > 0 ? own : matters)
      const division = agency.kind === 'province' ? divisionOf(agency, matter.section) : random.pick(agency.divisions)
      const byHead = random.chance(0.55) && division.specialists.length > 0
      const at = during(date, random)
      if (at > world.now) continue
      const leader = agency.kind === 'province' ? (agency.leaders[matter.vice] as Holder) : random.pick(agency.leaders)
      const task = random.pick(matter.tasks)
      assignTask(
        world,
        {
          agency,
          assigner: byHead ? division.head : leader,
          to: byHead
            ? { holder: random.chance(0.4) ? (division.specialists[0] as Holder) : random.pick(division.specialists) }
            : { division },
          title: sentence(world, task, at, places),
          product: random.pick(products),
          measure: random.pick(measures),
          dueOn: random.chance(0.93) ? addWorkingDays(date, random.int(3, 28)) : null,
          at,
          importance: random.weighted([
            ['normal', 7],
            ['high', 2],
            ['key', 1],
          ]),
          origin: { kind: 'own' },
          collaborators: random.chance(0.25)
            ? random.some(
                agency.divisions.filter((one) => one !== division),
                1,
              )
            : [],
        },
        places,
      )
    }
  }
}

/** What the people behind the roles have in hand today: late, due in these days, delivered and to be judged, an extension asked for. */
export function tellTaskDesks(world: World, places: readonly string[]): void {
  const { province, random } = world
  const today = dateOf(world.now)
  const desks = [
    ['ubnd', 'KGVX'],
    ['skhcn', 'CĐS'],
    ['09187', 'VHXH'],
    ['07582', 'KT'],
  ] as const
  for (const [key, abbreviation] of desks) {
    const agency = agencyByKey(province, key)
    const division = divisionOf(agency, abbreviation)
    const leader = (agency.kind === 'province' ? agency.leaders[2] : agency.leaders[0]) as Holder
    const specialist = division.specialists[0] ?? division.head
    const own = matters.filter((one) =>
      agency.kind === 'department' ? one.department === agency.key : one.section === 'KGVX',
    )
    const plan = [
      [-3, 'working'],
      [-1, 'working'],
      [0, 'working'],
      [2, 'working'],
      [4, 'extension'],
      [7, 'assigned'],
      [3, 'delivered'],
      [9, 'delivered'],
      [12, 'assigned'],
    ] as const
    for (const [due, outcome] of plan) {
      for (const byHead of [true, false]) {
        const matter = random.pick(own)
        const day = addWorkingDays(addDays(today, outcome === 'assigned' ? -4 : -19), 1)
        // After long holidays the next working day is today, whose hours have not all come.
        const at = during(day < today ? day : workingDayBefore(today), random)
        assignTask(
          world,
          {
            agency,
            assigner: byHead ? division.head : leader,
            to: byHead ? { holder: specialist } : { division },
            title: sentence(world, random.pick(matter.tasks), at, places),
            product: random.pick(products),
            measure: random.pick(measures),
            dueOn: due < 0 ? addDays(today, due) : addWorkingDays(today, due),
            at,
            importance: random.weighted([
              ['normal', 5],
              ['high', 3],
              ['key', 1],
            ]),
            origin: { kind: 'own' },
            outcome,
          },
          places,
        )
      }
    }
  }
}

function wording(
  world: World,
  told: Told,
  places: readonly string[],
): { title: string; description: string; product: string; measure: string } {
  const { random } = world
  return {
    title: sentence(world, random.pick(told.paper.matter.tasks), told.listedAt, places),
    description: `Theo văn bản về ${told.paper.subject}.`,
    product: random.pick(products),
    measure: random.pick(measures),
  }
}
function sentence(world: World, task: string, at: Date, places: readonly string[]): string {
  const words = fill(
    (task.split(/;|:\s/)[0] ?? task)
      .replace(/,? ?(gửi [^,]*)?trước ngày \{soon\}/g, '')
      .replace(/\{soon\}/g, 'cuối tháng'),
    { dueOn: null, signedAt: at } as never,
    world.random,
    places,
  )
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/[.,;]$/, '')
}
