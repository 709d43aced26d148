import type { Agency, Division, Holder } from '../province/province.ts'
import { writePaper } from './outgoing.ts'
import type { Paper } from './paper.ts'
import { addWorkingDays, dateOf } from './working-time.ts'
import type { Told, World } from './world.ts'

export interface Answering {
  agency: Agency
  division: Division
  specialist: Holder
  told: Told
  paper: Paper
  at: Date
  due: string
  depth: number
}

/** What an agency sends out because of a paper it got: an answer upwards, a decision on a submission, or directions downwards. */
export function writeAnswer(
  world: World,
  { agency, division, specialist, told, paper, at, depth }: Answering,
): Date | null {
  const { random, province } = world
  const from = 'agency' in paper.from ? paper.from.agency : null
  const base = { agency, division, specialist, matter: paper.matter, basis: paper, answers: told, at, depth }
  const subject = paper.subject.replace(/^báo cáo /, '')
  // An enterprise's or citizen's letter is answered on paper.
  if (!from && (paper.type === 'don-thu' || ('outside' in paper.from && paper.from.outside.sign[0] === 'GIÁM ĐỐC'))) {
    const name = 'outside' in paper.from ? paper.from.outside.name : ''
    return writePaper(world, {
      ...base,
      type: 'cong-van',
      subject:
        paper.type === 'don-thu'
          ? `trả lời đơn của công dân ${paper.matter.key === 'complaints' ? 'về bồi thường, hỗ trợ khi thu hồi đất' : 'kiến nghị'}`
          : subject,
      recipients: [],
      others: [{ name, channel: random.chance(0.6) ? 'paper' : 'mail' }],
    }).issuedAt
  }
  if (agency.kind === 'province') {
    if (from) {
      const type =
        paper.type === 'to-trinh'
          ? random.weighted([
              ['quyet-dinh', 5],
              ['cong-van', 3],
              ['ke-hoach', 1],
              ['thong-bao', 1],
            ])
          : 'cong-van'
      const related = province.departments.filter((one) => paper.matter.along.includes(one.key)).slice(0, 2)
      return writePaper(world, { ...base, type, subject, recipients: [...new Set([from, ...related])] }).issuedAt
    }
    // From the centre: half is answered up, half carried down to departments and communes.
    if (random.chance(0.4)) {
      const name = 'outside' in paper.from ? paper.from.outside.name : ''
      return writePaper(world, {
        ...base,
        type: random.pick(['bao-cao', 'cong-van']),
        subject,
        recipients: [],
        others: [{ name, channel: 'mail' }],
      }).issuedAt
    }
    const department = province.departments.find((one) => one.key === paper.matter.department) as Agency
    const communes = random.chance(0.35) ? someCommunes(world, random.int(3, 7)) : []
    return writePaper(world, {
      ...base,
      type: random.weighted([
        ['cong-van', 6],
        ['ke-hoach', 2],
        ['quyet-dinh', 1],
      ]),
      subject,
      recipients: [department, ...communes],
      dueOn: addWorkingDays(dateOf(at), random.int(8, 18)),
    }).issuedAt
  }
  // Departments and communes report to who asked; where a leader of the province passed it on, to the province.
  const to = from && from !== agency ? from : province.ubnd
  const type = random.weighted(
    agency.kind === 'department' && to === province.ubnd
      ? [
          ['bao-cao', 4],
          ['to-trinh', 3],
          ['cong-van', 3],
        ]
      : [
          ['bao-cao', 5],
          ['cong-van', 4],
        ],
  )
  return writePaper(world, { ...base, type, subject, recipients: [to] }).issuedAt
}

/** Communes by chance, the two of the demonstration's roles more often. */
export function someCommunes(world: World, count: number): Agency[] {
  const { random, province } = world
  const known = province.communes.filter((one) => ['09187', '07582'].includes(one.key) && random.chance(0.5))
  return [...new Set([...known, ...random.some(province.communes, count)])].slice(0, count)
}
