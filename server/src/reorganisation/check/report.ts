import type { ComparisonRow, CountKind, Counts, Question, UnitCounts } from '@mocban/contract/reorganisation'
import { sql } from 'kysely'
import { issuerLines, issuingAgency, plainName, superiorLine, typesetPdf } from '../../documents/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readPlan } from '../plan/read-plan.ts'
import { listComparison, listCounts, listQuestions } from './read-check.ts'
import { countWords, questionWords } from './report-words.ts'

/** The report of the last check, to be printed and signed: what each agency holds and where it goes, what is unresolved, what was settled and by whom. */
const sheet = `
#set document(title: data.title)
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 25mm, right: 15mm), numbering: "1", number-align: center + top)
#set text(size: 12pt, hyphenate: false)
#set par(leading: 0.55em, spacing: 0.8em, justify: false)
#grid(columns: (70mm, 100mm), align: center,
  { set par(spacing: 0.5em)
    if data.superior != "" { text(11pt, data.superior); parbreak() }
    text(11pt, weight: "bold", data.issuer.join("\\n")); parbreak(); line(length: 22mm, stroke: 0.6pt) },
  { set par(spacing: 0.5em)
    text(11pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]; parbreak()
    text(12pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]; parbreak(); line(length: 52mm, stroke: 0.6pt) })
#v(5mm)
#align(center)[
  #text(14pt, weight: "bold")[BÁO CÁO KIỂM TRA PHƯƠNG ÁN SẮP XẾP TỔ CHỨC] \\
  #text(13pt, weight: "bold", data.title)
  #v(-2mm) #line(length: 40mm, stroke: 0.6pt)
]
Căn cứ: #data.basis. Hiệu lực từ 00 giờ 00 phút ngày #data.day. Mã định danh cũ còn nhận văn bản đến hết ngày #data.until.
Kiểm tra lúc #data.checked, bản thứ #data.version của phương án#if not data.current [ (*phương án đã sửa sau lần kiểm tra này*)].

#let section(words) = block(sticky: true, above: 1.2em, text(weight: "bold", words))
#let listed(widths, heads, rows) = {
  set text(9.5pt)
  set par(leading: 0.45em)
  table(columns: widths, stroke: 0.5pt, inset: (x: 1.2mm, y: 1.2mm),
    align: (x, y) => if y == 0 or x == 0 { center + horizon } else { left + horizon },
    table.header(..heads.map(h => text(weight: "bold", h))), ..rows.flatten())
}
#section[1. Phạm vi]
#data.units.ending đơn vị kết thúc, #data.units.created đơn vị lập mới, #data.units.changed đơn vị thay đổi. Các đơn vị kết thúc đang giữ:
#listed((12mm, 1fr, 30mm), ("TT", "Nội dung", "Số lượng"), data.totals)
#section[2. Việc chưa giải quyết]
#if data.open.len() == 0 [Không còn.] else { listed((12mm, 50mm, 1fr), ("TT", "Vấn đề", "Chi tiết"), data.open) }
#section[3. Việc đã quyết định và lưu ý]
#if data.settled.len() == 0 [Không có.] else { listed((12mm, 50mm, 1fr, 45mm), ("TT", "Vấn đề", "Chi tiết", "Quyết định"), data.settled) }
#section[4. Tổ chức trước và sau]
#listed((12mm, 1fr, 1fr), ("TT", "Đơn vị sau sắp xếp", "Hình thành từ"), data.comparison)
#section[5. Các cơ quan kết thúc]
#listed((12mm, 45mm, 45mm, 1fr), ("TT", "Cơ quan", "Nơi kế thừa", "Đang giữ"), data.agencies)
#v(6mm)
#block(breakable: false, grid(columns: (1fr, 1fr), align: center,
  [#text(weight: "bold")[NGƯỜI LẬP PHƯƠNG ÁN] \\ #v(22mm) #text(weight: "bold", data.author)],
  [#emph[Ngày #h(8mm) tháng #h(8mm) năm #h(10mm)] \\ #text(weight: "bold")[THỦ TRƯỞNG CƠ QUAN] \\ #v(22mm)]))`

/** @throws request.not-found, reorganisation.not-checked */
export async function reportPdf(tx: Tx, actor: Actor, planId: string): Promise<{ name: string; pdf: Buffer }> {
  const plan = await readPlan(tx, planId, 'vi')
  if (plan.check.at === null) throw refuse('reorganisation.not-checked')
  const agency = await issuingAgency(tx, actor.agencyId)
  const counts = (await all((after) => listCounts(tx, planId, { after, limit: 500 }))).filter(
    (row) => row.becomes === 'ends',
  )
  const rows = await all((after) => listComparison(tx, planId, { after, limit: 500 }))
  const questions = await all((after) => listQuestions(tx, planId, { after, limit: 500 }))
  const { rows: checked } = await sql<{ at: string }>`
    select to_char(${plan.check.at}::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI "ngày" DD/MM/YYYY') as at`.execute(
    tx,
  )
  const pdf = typesetPdf(sheet, {
    title: plan.title,
    basis: plan.basis,
    day: shown(plan.effectiveOn),
    until: shown(plan.oldCodesUntil),
    checked: checked[0]?.at ?? '',
    version: String(plan.version),
    current: plan.check.current,
    superior: superiorLine(agency) ?? '',
    issuer: issuerLines(agency),
    agency: plainName(agency),
    author: plan.createdBy.name,
    units: Object.fromEntries(Object.entries(plan.check.units).map(([key, n]) => [key, String(n)])),
    totals: numbered(countLines(plan.check.totals)),
    open: numbered(questions.filter((one) => !one.settled).map((one) => [questionWords[one.kind], detailOf(one)])),
    settled: numbered(
      questions.filter((one) => one.settled).map((one) => [questionWords[one.kind], detailOf(one), decisionOf(one)]),
    ),
    comparison: numbered(
      rows.filter((row) => row.isAgency && row.change !== 'ended').map((row) => [row.nameAfter ?? '', formedFrom(row)]),
    ),
    agencies: numbered(byAgency(counts)),
  })
  return { name: `bao-cao-sap-xep-${plan.effectiveOn}-${clock.today()}.pdf`, pdf }
}

async function all<T>(read: (after: string | undefined) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const items: T[] = []
  for (let after: string | undefined; ; ) {
    const page = await read(after)
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}

const shown = (day: string) => day.split('-').reverse().join('/')
const numbered = (rows: string[][]) => rows.map((row, n) => [String(n + 1), ...row])
const countLines = (counts: Counts) =>
  (Object.entries(countWords) as [CountKind, string][]).flatMap(([kind, words]) =>
    counts[kind] ? [[words, String(counts[kind])]] : [],
  )

const detailOf = (one: Question): string =>
  [
    one.unit?.name,
    one.person?.name,
    ...Object.entries(one.data).map(([key, value]) => (key === 'count' ? `${value} mục` : String(value))),
  ]
    .filter(Boolean)
    .join('; ')

const decisionOf = ({ answer, weight }: Question): string => {
  if (!answer) return weight === 'note' ? '(để biết)' : '(theo quy tắc của phương án)'
  const words = answer.label || (answer.value === 'none' ? 'không phải đơn vị' : 'chấp nhận')
  return `${words} (${answer.by.name})`
}

const formedFrom = (row: ComparisonRow): string => {
  if (row.predecessors.length > 0) return row.predecessors.map((one) => one.name).join('; ')
  if (row.change === 'renamed') return `đổi tên từ ${row.nameBefore}`
  if (row.change === 'moved') return `chuyển từ ${row.parentBefore ?? '—'} về ${row.parentAfter ?? '—'}`
  return row.change === 'created' ? 'lập mới' : 'thay đổi thông tin'
}

/** What each ending agency holds with its divisions together, and the last number of each of its books. */
function byAgency(rows: UnitCounts[]): string[][] {
  const agencies = new Map<
    string,
    { name: string; successor: string; counts: Counts; registers: UnitCounts['registers'] }
  >()
  for (const row of rows) {
    const found = agencies.get(row.agency.id) ?? { name: row.agency.name, successor: '', counts: {}, registers: [] }
    if (row.unit.id === row.agency.id) {
      found.successor = row.successor?.name ?? '—'
      found.registers = row.registers
    }
    for (const [kind, n] of Object.entries(row.counts) as [CountKind, number][])
      found.counts[kind] = (found.counts[kind] ?? 0) + n
    agencies.set(row.agency.id, found)
  }
  const travel: Record<string, string> = { incoming: 'đến', outgoing: 'đi', internal: 'nội bộ' }
  return [...agencies.values()].map(({ name, successor, counts, registers }) => [
    name,
    successor,
    [
      ...countLines(counts).map(([words, n]) => `${words?.toLowerCase()}: ${n}`),
      ...registers.map(
        (one) =>
          `sổ ${travel[one.travel] ?? one.travel} ${one.year}${one.series === 'general' ? '' : ` (${one.series})`}: đến số ${one.lastNumber}`,
      ),
    ].join('; '),
  ])
}
