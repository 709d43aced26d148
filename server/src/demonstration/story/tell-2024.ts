import type { Matter } from '../matters/matter.ts'
import { matters2024 } from '../matters/matters-2024.ts'
import { buildProvinces2024 } from '../province/build-2024.ts'
import { NameDraw } from '../province/people-names.ts'
import type { Agency, Division, Holder, Province } from '../province/province.ts'
import { SeededRandom } from '../seeded-random.ts'
import { fill } from '../text/fill.ts'
import { assignTask } from './assign-task.ts'
import { outsidePaper } from './impulses.ts'
import { receive } from './incoming.ts'
import { type Drafting, writePaper } from './outgoing.ts'
import { governmentOffice, ministryOf } from './outside.ts'
import type { Assignment } from './task-course.ts'
import type { ToldProvince } from './tell-province.ts'
import { addDays, addWorkingDays, dateOf, during, workingDaysBetween } from './working-time.ts'
import { World } from './world.ts'

type Province2024 = Province & { districts: Agency[] }

/** The last evening before the districts ended; nothing is told of later days. */
export const eveOfMerger = new Date('2025-06-30T17:00:00+07:00')
const first = '2024-06-03'

/** Both provinces from June 2024 to the evening of 30 June 2025, numbered; without files yet. The same seed tells the same. */
export function tellProvinces2024(seed: number): ToldProvince[] {
  return buildProvinces2024(seed).map((province) => {
    const world = new World(province, new SeededRandom(seed, `story-2024/${province.ubnd.key}`), eveOfMerger)
    const places = province.communes.map((one) => one.calledBy.replace('Ủy ban nhân dân ', ''))
    tellDays(world, province)
    for (const district of province.districts) tellDistrict(world, province, district, places)
    for (const commune of province.communes) tellCommune(world, commune, places)
    world.giveNumbers()
    return { province, world, places }
  })
}

const communesOf = (province: Province, district: Agency): Agency[] =>
  province.communes.filter((one) => one.unit.parentId === district.unit.id)
const some = (world: World, from: readonly Agency[], count: number) => world.random.some(from, count)
const divisionIn = (agency: Agency, matter: Matter): Division =>
  agency.divisions.find(
    (one) => one.unit.abbreviation === (agency.kind === 'district' ? inDistricts : {})[matter.communeDivision],
  ) ??
  agency.divisions.find((one) => one.unit.abbreviation === matter.communeDivision) ??
  agency.office
const inDistricts: Record<string, string> = { KT: 'NNPTNT', VHXH: 'LĐTBXH' }
const drafter = (division: Division): Holder => division.specialists[0] ?? division.head

function draft(
  world: World,
  agency: Agency,
  more: Pick<Drafting, 'type' | 'recipients' | 'at' | 'depth'> & Partial<Drafting>,
) {
  const matter = more.matter ?? world.random.pick(matters2024)
  const division = more.division ?? divisionIn(agency, matter)
  return writePaper(world, {
    agency,
    division,
    specialist: drafter(division),
    matter,
    subject: world.random.pick(matter.subjects),
    ...more,
  })
}

/** What comes from the ministries, and what the province and its departments send down; more of it as the day comes nearer. */
function tellDays(world: World, province: Province2024): void {
  const { random } = world
  const names = new NameDraw(random.of('outside-names'))
  const days = workingDaysBetween(first, dateOf(world.now))
  for (const [n, date] of days.entries()) {
    const often = n > days.length - 25 ? 0.45 : 0.11
    if (random.chance(often)) {
      const matter = random.pick(matters2024)
      const at = during(date, random)
      const from = random.chance(0.7) ? ministryOf(matter) : governmentOffice
      const paper = outsidePaper(world, from, 'cong-van', matter, at, names.draw(), matter.ministry.unit)
      paper.to = [province.ubnd.unit.name]
      receive(world, province.ubnd, paper, at, null, 2)
    }
    if (random.chance(often / 2)) {
      const department = random.pick(province.departments)
      draft(world, department, {
        type: random.pick(['cong-van', 'huong-dan', 'ke-hoach']),
        division: random.pick(department.divisions),
        recipients: some(world, province.districts, 2),
        at: during(date, random),
        dueOn: addWorkingDays(date, random.int(5, 15)),
        depth: 4,
      })
    }
  }
}

/** Every district decides and plans in 2024, tells its communes, reports up, and has work open on its last evening. */
function tellDistrict(world: World, province: Province2024, district: Agency, places: readonly string[]): void {
  const { random } = world
  const communes = communesOf(province, district)
  const day = (from: string, range: number) => addWorkingDays(from, random.int(1, range))
  draft(world, district, {
    type: 'quyet-dinh',
    recipients: some(world, communes, 2),
    at: during(day('2024-08-05', 60), random),
    depth: 4,
  })
  draft(world, district, {
    type: 'ke-hoach',
    recipients: some(world, communes, 3),
    at: during(day('2025-02-10', 50), random),
    dueOn: '2025-06-20',
    depth: 4,
  })
  draft(world, district, {
    type: 'bao-cao',
    recipients: [province.ubnd],
    at: during(day('2024-11-11', 30), random),
    depth: 4,
  })
  draft(world, district, {
    type: 'cong-van',
    recipients: some(world, communes, 2),
    at: during(addWorkingDays('2025-06-15', random.int(1, 6)), random),
    dueOn: addWorkingDays('2025-06-30', random.int(2, 8)),
    depth: 4,
  })
  draft(world, district, {
    type: 'to-trinh',
    recipients: [province.ubnd],
    at: during('2025-06-24', random),
    until: random.pick(['draft', 0, 'signer'] as const),
    depth: 4,
  })
  for (const outcome of ['assigned', 'working', 'delivered', undefined] as const)
    tellTask(world, district, random.pick(district.divisions), outcome, places)
}

/** Every commune has done something, and has tasks open on its last evening: with the office and with a section, along with its Party committee, and with that committee itself. */
function tellCommune(world: World, commune: Agency, places: readonly string[]): void {
  const { random } = world
  const [office, land, social, party] = commune.divisions as [Division, Division, Division, Division]
  const along = { collaborators: [party] }
  tellTask(world, commune, office, random.pick(['assigned', 'working', 'extension'] as const), places, along)
  tellTask(world, commune, land, random.pick(['working', 'delivered'] as const), places, along)
  const ofParty = random.some(partyTasks, random.int(1, 2))
  for (const words of ofParty)
    tellTask(world, commune, party, random.pick(['assigned', 'working'] as const), places, {
      assigner: party.head,
      words,
    })
  if (random.chance(0.6)) tellTask(world, commune, random.pick([social, land]), 'closed', places)
  if (random.chance(0.12))
    draft(world, commune, {
      type: random.pick(['bao-cao', 'ke-hoach', 'cong-van']),
      recipients: [],
      others: [{ name: 'Đảng ủy', channel: 'paper' }],
      at: during(addWorkingDays('2024-09-02', random.int(1, 190)), random),
      depth: 4,
    })
}

/** What a commune's Party committee had to do before it became part of another's; its secretary has it on the committee's desk. */
const partyTasks = [
  'Rà soát, lập danh sách đảng viên, chuẩn bị bàn giao hồ sơ đảng viên và con dấu của Đảng bộ',
  'Xây dựng phương án sắp xếp chi bộ thôn, tổ dân phố sau khi thành lập đảng bộ mới',
  'Chuẩn bị văn kiện, nhân sự trình Đại hội đại biểu Đảng bộ nhiệm kỳ 2025 – 2030',
  'Hoàn thành chương trình kiểm tra, giám sát 6 tháng đầu năm 2025 đối với các chi bộ trực thuộc',
  'Nắm tình hình tư tưởng cán bộ, đảng viên và nhân dân về sắp xếp đơn vị hành chính',
  'Chỉnh lý, lập mục lục tài liệu lưu trữ của Đảng ủy để nộp lưu theo quy định',
]

const products = [
  'Báo cáo kết quả kèm số liệu',
  'Danh sách, biểu tổng hợp',
  'Kế hoạch được phê duyệt',
  'Biên bản, hồ sơ hoàn chỉnh',
]
const measures = ['Đúng hạn, đủ biểu mẫu', '100% thôn, tổ dân phố có số liệu', 'Được lãnh đạo thông qua']

function tellTask(
  world: World,
  agency: Agency,
  division: Division,
  outcome: Assignment['outcome'],
  places: readonly string[],
  told: { assigner?: Holder; words?: string; collaborators?: Division[] } = {},
): void {
  const { random } = world
  const open = outcome !== 'closed' && outcome !== undefined
  const from = open ? addDays('2025-06-30', -random.int(6, 40)) : addDays('2025-06-30', -random.int(70, 320))
  const date = addWorkingDays(from, 1)
  const at = during(date, random)
  const matter = random.pick(matters2024)
  const words =
    told.words ??
    fill(
      random.pick(matter.tasks).replace(/,? ?(xong |hoàn thành )?trước ngày \{soon\}/g, ''),
      { dueOn: null, signedAt: at } as never,
      random,
      places,
    )
  assignTask(
    world,
    {
      agency,
      assigner: told.assigner ?? random.pick(agency.leaders),
      to: { division },
      ...(told.collaborators ? { collaborators: told.collaborators } : {}),
      title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`.slice(0, 180),
      product: random.pick(products),
      measure: random.pick(measures),
      dueOn: open ? addWorkingDays('2025-06-30', random.int(-6, 18)) : addWorkingDays(date, random.int(8, 25)),
      at,
      importance: random.weighted([
        ['normal', 7],
        ['high', 2],
        ['key', 1],
      ]),
      origin: { kind: 'own' },
      ...(outcome ? { outcome } : {}),
    },
    places,
  )
}
