import { type Matter, matterByKey, matters } from '../matters/index.ts'
import { NameDraw } from '../province/people-names.ts'
import type { Agency } from '../province/province.ts'
import { divisionOf } from '../province/province.ts'
import { someCommunes } from './answers.ts'
import { receive } from './incoming.ts'
import { writePaper } from './outgoing.ts'
import {
  citizen,
  fatherlandFront,
  governmentOffice,
  ministryOf,
  organisations,
  primeMinister,
  provincialParty,
} from './outside.ts'
import { abstractOf, notation, type Outside, type Paper } from './paper.ts'
import { addDays, addWorkingDays, dateOf, during, midnightOf, workingDaysBetween } from './working-time.ts'
import type { World } from './world.ts'

/** How often a day things begin, at size 1: about 3,000 documents in seven months. */
const aDay = {
  outsideToProvince: 1.75,
  outsideToDepartments: 0.85,
  departmentsUp: 0.75,
  communesUp: 0.9,
  departmentsDown: 0.42,
  citizens: 0.4,
  internal: 0.4,
}

/** Everything that begins by itself, day by day over the last seven months; what follows from each is told to its end. */
export function tellDays(world: World, size: number): void {
  const today = dateOf(world.now)
  const days = workingDaysBetween(addDays(today, -212), today)
  const names = new NameDraw(world.random.of('outside-names'))
  for (const [n, date] of days.entries()) {
    const random = world.random
    const begin = (rate: number, tell: (at: Date) => void) => {
      const times = Math.floor(rate * size) + (random.chance((rate * size) % 1) ? 1 : 0)
      for (let k = times; k > 0; k--) {
        const at = during(date, random)
        // Of the last day only what has come by now.
        if (at <= world.now) tell(at)
      }
    }
    begin(aDay.outsideToProvince, (at) => outside(world, world.province.ubnd, at, names))
    begin(aDay.outsideToDepartments, (at) =>
      outside(
        world,
        random.chance(0.4) ? department(world, 'skhcn') : random.pick(world.province.departments),
        at,
        names,
      ),
    )
    begin(aDay.citizens, (at) =>
      letter(world, random.chance(0.4) ? world.province.ubnd : (someCommunes(world, 1)[0] as Agency), at, names),
    )
    begin(aDay.departmentsUp, (at) => up(world, departmentAgency(world), world.province.ubnd, at))
    begin(aDay.communesUp, (at) => communeUp(world, at))
    begin(aDay.departmentsDown, (at) => down(world, at))
    begin(aDay.internal, (at) => internal(world, at))
    if (n % 50 === 20) broad(world, during(date, random))
  }
}

const department = (world: World, key: string): Agency =>
  world.province.departments.find((one) => one.key === key) as Agency
const departmentAgency = (world: World): Agency =>
  world.random.chance(0.34) ? department(world, 'skhcn') : world.random.pick(world.province.departments)
/** Science and digital matters come first in this province's demonstration. */
const matterFor = (world: World, agency?: Agency): Matter => {
  const own = agency?.kind === 'department' ? matters.filter((one) => one.department === agency.key) : []
  if (own.length > 0) return world.random.pick(own)
  return world.random.pick(world.random.chance(0.4) ? matters.slice(0, 8) : matters)
}
export const urgencyOf = (world: World, matter: Matter): Paper['urgency'] =>
  matter.key === 'disasters'
    ? world.random.weighted([
        ['normal', 3],
        ['urgent', 3],
        ['very-urgent', 1],
        ['express', 2],
      ])
    : world.random.weighted([
        ['normal', 86],
        ['urgent', 10],
        ['very-urgent', 2],
        ['express', 1],
      ])

export function outsidePaper(
  world: World,
  from: Outside,
  type: string,
  matter: Matter,
  at: Date,
  name: string,
  unit: string,
): Paper {
  const { random } = world
  const subject = random.pick(matter.subjects)
  // Written before it came, also where holidays lie between.
  const planned = addWorkingDays(addDays(dateOf(at), -random.int(3, 6)), 1)
  const written = planned < dateOf(at) ? planned : addDays(dateOf(at), -1)
  const paper: Paper = {
    ordinal: world.papers.length,
    from: { outside: from },
    type,
    matter,
    subject,
    signedAt: new Date(midnightOf(written).getTime() + (8 + random.next() * 8) * 3_600_000),
    urgency: urgencyOf(world, matter),
    signer: { name, title: from.signerTitle, authority: null, lines: from.sign, holder: null },
    notation: from.party ? `CV/${from.abbreviation}` : notation(type, from.abbreviation, unit),
    number: random.int(120, 6800),
    to: ['Ủy ban nhân dân tỉnh Bắc Ninh'],
    copies: [],
    basis: null,
    answers: false,
    dueOn: random.chance(0.45) ? addWorkingDays(dateOf(at), random.int(5, 22)) : null,
    form: random.chance(0.022) ? 'scan' : 'pdf',
    sheet: random.chance(0.015),
    abstract: abstractOf(type, subject),
    files: [],
  }
  world.papers.push(paper)
  return paper
}

function outside(world: World, agency: Agency, at: Date, names: NameDraw): void {
  const { random } = world
  const wanted = matterFor(world, agency)
  const source = random.weighted<Outside>([
    [ministryOf(wanted), 9],
    [governmentOffice, 4],
    [primeMinister, 1],
    [provincialParty, 3],
    [fatherlandFront, 1],
    [random.pick(organisations), 6],
  ])
  const type =
    source === primeMinister
      ? random.pick(['chi-thi', 'cong-dien', 'quyet-dinh'])
      : source.party || source.sign[0] === 'GIÁM ĐỐC'
        ? 'cong-van'
        : random.weighted([
            ['cong-van', 8],
            ['huong-dan', 1],
            ['ke-hoach', 1],
            ['giay-moi', 1],
            ['thong-bao', 1],
          ])
  // The Prime Minister telegraphs when rivers rise.
  const matter = type === 'cong-dien' ? matterByKey('disasters') : wanted
  const paper = outsidePaper(world, source, type, matter, at, names.draw(), matter.ministry.unit)
  paper.to = [agency.unit.name]
  receive(world, agency, paper, at, null, 0)
}

function letter(world: World, agency: Agency, at: Date, names: NameDraw): void {
  const { random } = world
  const matter = random.pick(
    matters.filter((one) =>
      ['complaints', 'environment', 'construction', 'disasters', 'two-tier', 'health', 'education'].includes(one.key),
    ),
  )
  const name = names.draw()
  const paper = outsidePaper(world, citizen(name), 'don-thu', matter, at, name, '')
  const place = random.pick(world.province.communes).calledBy.replace('Ủy ban nhân dân ', '')
  paper.subject = `Đơn của ông (bà) ${name}, ${place}, kiến nghị ${random.pick(['về bồi thường, hỗ trợ khi thu hồi đất', 'việc cơ sở sản xuất gây ô nhiễm', 'xử lý công trình xây dựng không phép', 'sửa chữa đường thôn bị hư hỏng', 'cấp giấy chứng nhận quyền sử dụng đất', 'chế độ trợ cấp xã hội'])}`
  paper.abstract = paper.subject
  paper.number = null
  paper.urgency = 'normal'
  if (random.chance(0.05)) paper.form = 'scan'
  paper.to = [agency.unit.name]
  receive(world, agency, paper, at, null, 0)
}

function up(world: World, from: Agency, to: Agency, at: Date): void {
  const { random } = world
  const matter = matterFor(world, from)
  const division = from.key === matter.department ? divisionOf(from, matter.division) : random.pick(from.divisions)
  writePaper(world, {
    agency: from,
    division,
    specialist: random.pick(division.specialists),
    type: random.weighted([
      ['to-trinh', 5],
      ['bao-cao', 4],
      ['cong-van', 2],
    ]),
    matter,
    subject: random.pick(matter.subjects),
    recipients: [to],
    at,
    urgency: urgencyOf(world, matter),
    depth: 1,
    dueOn: random.chance(0.3) ? addWorkingDays(dateOf(at), random.int(6, 15)) : null,
  })
}
function communeUp(world: World, at: Date): void {
  const { random, province } = world
  const [from] = random.chance(0.3)
    ? province.communes.filter((one) => one.key === (random.chance(0.5) ? '09187' : '07582'))
    : [random.pick(province.communes)]
  if (!from) return
  const matter = matterFor(world)
  const division =
    from.divisions.find((one) => one.unit.abbreviation === matter.communeDivision) ??
    (from.divisions[1] as (typeof from.divisions)[number])
  writePaper(world, {
    agency: from,
    division,
    specialist: random.pick(division.specialists),
    type: random.weighted([
      ['bao-cao', 5],
      ['cong-van', 3],
      ['to-trinh', 2],
    ]),
    matter,
    subject: random.pick(matter.subjects),
    recipients: [random.chance(0.45) ? province.ubnd : department(world, matter.department)],
    at,
    depth: 2,
  })
}
function down(world: World, at: Date): void {
  const { random } = world
  const from = departmentAgency(world)
  const matter = matterFor(world, from)
  const division = from.key === matter.department ? divisionOf(from, matter.division) : random.pick(from.divisions)
  writePaper(world, {
    agency: from,
    division,
    specialist: division.specialists[0] ?? division.head,
    type: random.weighted([
      ['cong-van', 6],
      ['huong-dan', 2],
      ['giay-moi', 1],
      ['ke-hoach', 1],
    ]),
    matter,
    subject: random.pick(matter.subjects),
    recipients: someCommunes(world, random.int(2, 6)),
    at,
    dueOn: addWorkingDays(dateOf(at), random.int(5, 15)),
    depth: 2,
  })
}
function internal(world: World, at: Date): void {
  const { random, province } = world
  const agency = random.weighted<Agency>([
    [province.ubnd, 3],
    [department(world, 'skhcn'), 3],
    [random.pick(province.departments), 1],
    [someCommunes(world, 1)[0] as Agency, 2],
  ])
  const division = agency.kind === 'province' ? divisionOf(agency, 'HCTC') : agency.office
  const matter = matterFor(world, agency)
  const subject = random.pick([
    'lịch công tác tuần',
    'phân công trực cơ quan',
    'thực hiện nội quy sử dụng tài sản công',
    'họp giao ban tháng',
    'đăng ký nghỉ phép và trực lễ',
    'sinh hoạt chuyên đề chuyển đổi số',
    'kiểm kê tài sản cuối năm',
    'phân công nhiệm vụ lãnh đạo',
    'tự kiểm tra công tác văn thư, lưu trữ',
  ])
  writePaper(world, {
    agency,
    division,
    specialist: division.specialists[0] ?? division.head,
    travel: 'internal',
    type: random.pick(['thong-bao', 'thong-bao', 'quyet-dinh', 'giay-moi', 'ke-hoach']),
    matter,
    subject,
    recipients: [],
    to: [],
    at,
    depth: 9,
  })
}
/** A few times a year the province writes to every department and commune. */
function broad(world: World, at: Date): void {
  const { random, province } = world
  const matter = random.pick(matters.slice(0, 10))
  const division = divisionOf(province.ubnd, matter.section)
  writePaper(world, {
    agency: province.ubnd,
    division,
    specialist: division.specialists[0] ?? division.head,
    type: random.pick(['cong-van', 'chi-thi', 'ke-hoach']),
    matter,
    subject: random.pick(matter.subjects),
    recipients: [...province.departments, ...province.communes],
    at,
    dueOn: addWorkingDays(dateOf(at), random.int(10, 22)),
    urgency: random.chance(0.4) ? 'urgent' : 'normal',
    depth: 3,
  })
}
