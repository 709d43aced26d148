import type { OfficialText } from '../files/official-text.ts'
import { SeededRandom } from '../seeded-random.ts'
import { type Paper, symbolOf, typeNames } from '../story/paper.ts'
import { dateOf, officialDate } from '../story/working-time.ts'
import { bodyOf } from './bodies.ts'

const urgencyWords = { normal: null, urgent: 'KHẨN', 'very-urgent': 'THƯỢNG KHẨN', express: 'HỎA TỐC' } as const

/** The whole text of a paper, drawn from its matter's sentences; the same paper always reads the same. `issued` false leaves number and day blank. */
export function compose(paper: Paper, seed: number, places: readonly string[], issued = true): OfficialText {
  const random = new SeededRandom(seed, `text/${paper.ordinal}`)
  const date = dateOf(paper.signedAt)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const agency = 'agency' in paper.from ? paper.from.agency : null
  const letterhead = 'agency' in paper.from ? paper.from.agency.letterhead : paper.from.outside.letterhead
  const citizen = paper.type === 'don-thu'
  const letter = paper.type === 'cong-van'
  const notation = paper.notation
  return {
    title: paper.abstract,
    superior: letterhead.superior,
    issuer: twoLines(letterhead.name),
    party: 'outside' in paper.from && paper.from.outside.party,
    symbol: citizen ? '' : issued ? symbolOf(paper) : `          /${notation}`,
    about: letter ? paper.abstract : null,
    urgency: urgencyWords[paper.urgency],
    place: agency ? agency.place : 'outside' in paper.from ? paper.from.outside.place : 'Bắc Ninh',
    date: issued ? officialDate(date) : `ngày       tháng       năm ${year}`,
    issued: [year, month, day],
    'type-name': letter ? null : citizen ? 'Đơn kiến nghị' : (typeNames[paper.type] ?? null),
    abstract: letter || citizen ? null : paper.abstract,
    to: paper.to,
    'authority-line':
      paper.type === 'quyet-dinh' && agency
        ? agency.kind === 'department'
          ? `${agency.leaders[0]?.post.title.toUpperCase()} ${agency.unit.name.toUpperCase()}`
          : agency.unit.name.toUpperCase()
        : null,
    body: paper.body ?? bodyOf(paper, random, places),
    copies: copiesOf(paper),
    authority: paper.signer.lines,
    signer: paper.signer.name,
    hand: issued ? handOf(paper.signer.name) : null,
    annex: paper.annex ?? [],
  }
}
/** A long name in two lines of about the same length. */
function twoLines(name: string): string {
  if (name.includes('\n') || name.length <= 21) return name
  const spaces = [...name.matchAll(/ /g)].map((one) => one.index)
  const middle = spaces.reduce(
    (best, at) => (Math.abs(at - name.length / 2) < Math.abs(best - name.length / 2) ? at : best),
    spaces[0] ?? 0,
  )
  return `${name.slice(0, middle)}\n${name.slice(middle + 1)}`
}

function copiesOf(paper: Paper): string[] {
  if (paper.type === 'don-thu') return []
  if (paper.copies.length > 0) return paper.copies
  const first =
    paper.to.length > 0
      ? ['Như trên']
      : paper.type === 'quyet-dinh'
        ? ['Như Điều 3']
        : ['Các cơ quan, đơn vị liên quan']
  if (!('agency' in paper.from)) return [...first, 'Lãnh đạo cơ quan (để báo cáo)', 'Lưu: VT']
  const { agency } = paper.from
  const unit = paper.notation.split('-').at(-1) ?? ''
  const keep = paper.type === 'cong-van' ? `Lưu: VT, ${unit}` : 'Lưu: VT'
  if (agency.kind === 'province')
    return [
      ...first,
      'Chủ tịch, các Phó Chủ tịch UBND tỉnh',
      `VP UBND tỉnh: Chánh VP, các Phó Chánh VP, ${paper.matter.section}`,
      keep,
    ]
  if (agency.kind === 'department')
    return [...first, `${agency.leaders[0]?.post.title}, các ${agency.leaders[1]?.post.title}`, keep]
  return [...first, 'TT Đảng ủy, TT HĐND (để báo cáo)', 'Chủ tịch, các PCT UBND', keep]
}

/** An invented hand: a few curves that are the same for the same name. */
function handOf(name: string): number[][] {
  const random = new SeededRandom(name, 'hand')
  const strokes: number[][] = [[random.int(2, 5), random.int(8, 11)]]
  let x = 4
  for (let n = random.int(4, 7); n > 0; n--) {
    const next = Math.min(37, x + random.int(3, 7))
    strokes.push([
      x + random.int(0, 4),
      random.int(-1, 5),
      next - random.int(0, 5),
      random.int(9, 16),
      next,
      random.int(5, 11),
    ])
    x = next
  }
  strokes.push([x, 2, x + 2, 12, Math.min(44, x + 10), random.int(6, 9)])
  return strokes
}
