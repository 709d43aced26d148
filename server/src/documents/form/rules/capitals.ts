import { nameIndex, namesIn } from '../names.ts'
import { type Block, inCapitals } from '../sheet.ts'
import { headingOf } from './headings.ts'
import { type Found, type Page, type Rule, type Rules, replaced, textRule } from './rule.ts'
import { inTone } from './spelling.ts'

/** Common mistakes of capitals (Appendix II). Words that stand in capitals as a whole are left alone. */

const text = ({ parts }: Page) => [
  ...parts.grounds,
  ...parts.body,
  ...parts.abstract,
  ...parts.addressees,
  ...parts.recipients,
  ...(parts.addressee ? [parts.addressee] : []),
]

const words = (pattern: RegExp, replace: (match: RegExpExecArray) => string | null): Rule =>
  textRule((page) =>
    text(page).flatMap((block) => replaced(block, pattern, (match) => (inCapitals(match[0]) ? null : replace(match)))),
  )

const first = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const begin = '(?<![\\p{L}\\d])'
const end = '(?![\\p{L}\\d])'
const pattern = (source: string, flags = 'iu') => new RegExp(`${begin}(?:${source})${end}`, flags)

const holidays: Record<string, string> = {
  'quốc khánh': 'Quốc khánh',
  'quốc tế lao động': 'Quốc tế Lao động',
  'quốc tế phụ nữ': 'Quốc tế Phụ nữ',
  'phụ nữ việt nam': 'Phụ nữ Việt Nam',
  'nhà giáo việt nam': 'Nhà giáo Việt Nam',
  'lưu trữ việt nam': 'Lưu trữ Việt Nam',
  'tổng tuyển cử đầu tiên': 'Tổng tuyển cử đầu tiên',
  'giỗ tổ hùng vương': 'Giỗ Tổ Hùng Vương',
}
const tets: Record<string, string> = {
  'tết nguyên đán': 'Tết Nguyên đán',
  'tết trung thu': 'Tết Trung thu',
  'tết đoan ngọ': 'Tết Đoan ngọ',
}

const offices: Record<string, string> = Object.fromEntries(
  [
    'Chủ tịch',
    'Phó Chủ tịch',
    'Giám đốc',
    'Phó Giám đốc',
    'Bí thư',
    'Phó Bí thư',
    'Bộ trưởng',
    'Thứ trưởng',
    'Thủ tướng',
    'Chánh Văn phòng',
    'Phó Chánh Văn phòng',
    'Trưởng phòng',
    'Phó Trưởng phòng',
  ].map((office) => [office.toLowerCase(), office]),
)
const families = 'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Phan|Trương|Đinh|Đoàn|Mai|Tạ|Hà'
const byLength = (all: Record<string, string>) =>
  Object.keys(all)
    .sort((a, b) => b.length - a.length)
    .join('|')

const documents =
  'luật|bộ luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch|công văn|báo cáo|tờ trình|thông báo|công điện|hướng dẫn|quy chế|quy định'

/** A small letter that begins a paragraph behind a finished one, or a sentence behind a full stop. */
function beginsSmall(page: Page, block: Block, above: Block | undefined): Found[] {
  const fresh =
    page.sheet.kind === 'docx' && !headingOf(block) && block.label === '' && (!above || /[.!?]$/u.test(above.text))
  return [
    ...(fresh ? replaced(block, /^\s*\p{Ll}(?=[\p{L}\s])/u, (match) => match[0].toUpperCase()) : []),
    ...replaced(block, /(?<=[^.\s]\p{Ll}{2,}[.!?]\s+)\p{Ll}\p{L}*(?=\s)/u, (match) => first(match[0])),
  ]
}

export const capitalRules: Rules = {
  'capital.sentence': textRule((page) =>
    page.parts.body.flatMap((block, at) => beginsSmall(page, block, page.parts.body[at - 1])),
  ),
  'capital.place': textRule((page) => {
    const places = placesOf(page)
    if (!places) return []
    return text(page).flatMap((block) =>
      replaced(block, places.pattern, (match) => {
        if (inCapitals(match[0])) return null
        const [kind = '', name = ''] = [match[1], match[2]]
        const names = places.names.get(name.toLowerCase())
        return !names || names.has(name) ? null : `${kind} ${[...names][0]}`
      }),
    )
  }),
  'capital.committee': words(pattern('(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân'), (match) =>
    /^(Ủy|Uỷ) ban nhân dân$|^Hội đồng nhân dân$/u.test(match[0]) ? null : first(match[0].toLowerCase()),
  ),
  'capital.party': words(pattern('đảng cộng sản việt nam|đảng và nhà nước'), (match) =>
    /cộng/iu.test(match[0]) ? 'Đảng Cộng sản Việt Nam' : 'Đảng và Nhà nước',
  ),
  'capital.office': words(
    new RegExp(`${begin}(?:${byLength(offices)})(?=\\s+(?:${families})\\s+\\p{Lu})`, 'iu'),
    (match) => {
      const wanted = offices[match[0].toLowerCase()] ?? match[0]
      // A family name that is written small is no name.
      const name = match.input.slice(match.index + match[0].length).trim()
      return /^\p{Lu}/u.test(name) ? wanted : null
    },
  ),
  'capital.holiday': words(
    new RegExp(`(?<=${begin}(?:ngày|lễ)\\s+)(?:${byLength(holidays)})${end}|${begin}(?:${byLength(tets)})${end}`, 'iu'),
    (match) => {
      const key = match[0].toLowerCase()
      return holidays[key] ?? tets[key] ?? null
    },
  ),
  'capital.document': words(
    new RegExp(
      `${begin}(?:${documents})(?=\\s+số\\s*:?\\s*\\d+\\s*/)|(?<!(?:pháp|kỷ|bộ|đạo|theo|trái|của|quy)\\s)${begin}(?:bộ luật|luật)(?=\\s+\\p{Lu}\\p{Ll})`,
      'u',
    ),
    (match) => first(match[0]),
  ),
  'capital.citation': textRule((page) =>
    text(page).flatMap((block) => [
      ...replaced(
        block,
        new RegExp(
          // A list or an item of works is no section: "danh mục 12 nhiệm vụ".
          `${begin}(?:điều|(?<!(?:danh|hạng|thư|chuyên|đề|tiết|tiểu)\\s)mục|tiểu mục)(?=\\s+\\d+${end})|${begin}(?:chương|phần)(?=\\s+[IVXLC]+${end})`,
          'u',
        ),
        (match) => first(match[0]),
      ),
      ...replaced(
        block,
        new RegExp(`(?<=[\\p{Ll}\\d,;]\\s)(?:Khoản(?=\\s+\\d+${end})|Điểm(?=\\s+[a-zđ]${end}))`, 'u'),
        (match) => match[0].toLowerCase(),
      ),
    ]),
  ),
  'unit.former': textRule((page) =>
    text(page).flatMap((block) =>
      namesIn(block.raw, nameIndex(page.facts)).flatMap(({ text: there, units }): Found[] => {
        if (units.some((unit) => unit.until === null)) return []
        const [old] = units
        // A document of that time is cited by the name that its issuer had then.
        if (!old?.until || citedBefore(block.text, old.until)) return []
        return [{ block, quote: there, there, wanted: old.now ? `{nowIs} ${old.now}` : '{ends}' }]
      }),
    ),
  ),
  'unit.spelling': textRule((page) =>
    text(page).flatMap((block) =>
      namesIn(block.raw, nameIndex(page.facts)).flatMap(({ from, text: there, units }): Found[] => {
        const names = units.filter((unit) => unit.until === null).map((unit) => unit.name)
        // Where a mark stands is not for this rule to say.
        if (names.length === 0 || inCapitals(there) || names.some((name) => inTone(name) === inTone(there))) return []
        const same = names.filter((name) => inTone(name).toLowerCase() === inTone(there).toLowerCase())
        const [wanted = ''] = same.length > 0 ? same : names
        // Other marks may be another place's name: a person looks.
        const fixes: Found['fixes'] =
          same.length === 1 ? [{ kind: 'text', block: block.n, from, to: from + there.length, text: wanted }] : []
        return [{ block, quote: there, there, wanted, fixes }]
      }),
    ),
  ),
}

/** A ground or citation with a date on which the old name held. */
function citedBefore(words: string, until: string): boolean {
  const dates = [...words.matchAll(/ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})/giu)]
  return dates.some(
    ([, day = '', month = '', year = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` <= until,
  )
}

const kinds = 'tỉnh|thành phố|phường|xã|đặc khu'
const kept = new WeakMap<Page['facts'], { pattern: RegExp; names: Map<string, Set<string>> } | null>()

/** The province's places by their small letters, from the names of its units. */
function placesOf({ facts }: Page) {
  const known = kept.get(facts)
  if (known !== undefined) return known
  const names = new Map<string, Set<string>>()
  for (const unit of facts.units) {
    const name = new RegExp(`(?:${kinds})\\s+(.+)$`, 'iu').exec(unit.name)?.[1]
    if (!name || !/^\p{Lu}/u.test(name) || name.split(/\s/u).length > 4) continue
    names.set(name.toLowerCase(), (names.get(name.toLowerCase()) ?? new Set()).add(name))
  }
  const all = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  const places =
    all.length === 0 ? null : { pattern: new RegExp(`${begin}(${kinds})\\s+(${all.join('|')})${end}`, 'iu'), names }
  kept.set(facts, places)
  return places
}
