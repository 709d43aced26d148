import type { ComparisonRow, CountKind, Counts, Question, UnitCounts } from '@mocban/contract/reorganisation-check'
import { sql } from 'kysely'
import { issuerLines, issuingAgency, plainName, superiorLine, typesetApart } from '../../documents/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readPlan } from '../plan/read-plan.ts'
import { listComparison, listCounts, listQuestions } from './read-check.ts'
import { reportSheet } from './report-sheet.ts'
import { countWords, decisionWords, detailWords, questionWords } from './report-words.ts'

/**
 * The report of the last check, to be printed and signed: what each agency holds and where it goes, what is unresolved, what was settled and by whom.
 * @throws request.not-found, reorganisation.not-checked
 */
export async function readReport(tx: Tx, actor: Actor, planId: string): Promise<{ name: string; data: object }> {
  const plan = await readPlan(tx, planId, 'vi')
  if (plan.check.at === null) throw refuse('reorganisation.not-checked')
  const agency = await issuingAgency(tx, actor.agencyId)
  const counts = (await all((after) => listCounts(tx, planId, { after, limit: 500 }))).filter(
    (row) => row.becomes === 'ends',
  )
  const rows = await all((after) => listComparison(tx, planId, { after, limit: 500 }))
  const questions = await all((after) => listQuestions(tx, planId, { after, limit: 500 }))
  const [open, settled] = [questions.filter((one) => !one.settled), questions.filter((one) => one.settled)]
  const { rows: checked } = await sql<{ at: string }>`
    select to_char(${plan.check.at}::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI "ngày" DD/MM/YYYY') as at`.execute(
    tx,
  )
  const data = {
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
    units: Object.fromEntries(Object.entries(plan.check.units).map(([key, n]) => [key, many(n)])),
    totals: numbered(countLines(plan.check.totals)),
    open: byKind(open),
    openCount: many(open.length),
    settled: byKind(settled),
    settledCount: many(settled.length),
    comparison: numbered(
      rows.filter((row) => row.isAgency && row.change !== 'ended').map((row) => [row.nameAfter ?? '', formedFrom(row)]),
    ),
    agencies: numbered(byAgency(counts)),
  }
  return { name: `bao-cao-sap-xep-${plan.effectiveOn}-${clock.today()}.pdf`, data }
}

/** Fifty pages and more for a province: set in a thread of its own, nobody waits for it. */
export const setReport = (data: object): Promise<Uint8Array> => typesetApart((typeset) => typeset(reportSheet, data))

async function all<T>(read: (after: string | undefined) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const items: T[] = []
  for (let after: string | undefined; ; ) {
    const page = await read(after)
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}

const many = (count: number) => count.toLocaleString('vi-VN')
const shown = (day: string) => day.split('-').reverse().join('/')
const numbered = (rows: string[][]) => rows.map((row, n) => [String(n + 1), ...row])
const countLines = (counts: Counts) =>
  (Object.entries(countWords) as [CountKind, string][]).flatMap(([kind, words]) =>
    counts[kind] ? [[words, many(counts[kind])]] : [],
  )

/** Questions under the heading of their kind, each with what was decided and by whom. */
function byKind(questions: Question[]) {
  const kinds = [...new Set(questions.map((one) => one.kind))]
  return kinds.map((kind) => {
    const those = questions.filter((one) => one.kind === kind)
    return {
      words: questionWords[kind],
      count: many(those.length),
      rows: numbered(those.map((one) => [detailWords(one), ...decisionWords(one)])),
    }
  })
}

const formedFrom = (row: ComparisonRow): string => {
  if (row.predecessors.length > 0) return row.predecessors.map((one) => one.name).join('; ')
  if (row.change === 'renamed') return `đổi tên từ ${row.nameBefore}`
  if (row.change === 'moved') return `chuyển từ ${row.parentBefore ?? '—'} về ${row.parentAfter ?? '—'}`
  return row.change === 'created' ? 'lập mới' : 'thay đổi thông tin'
}

/** What each ending agency holds with its divisions together, and the last number of each of its books; a division that ends in an agency that goes on stands by itself. */
export function byAgency(rows: UnitCounts[]): string[][] {
  const ending = new Set(rows.map((row) => row.unit.id))
  const agencies = new Map<
    string,
    { name: string; successor: string; counts: Counts; registers: UnitCounts['registers'] }
  >()
  for (const row of rows) {
    const whole = ending.has(row.agency.id)
    const { id } = whole ? row.agency : row.unit
    const name = whole ? row.agency.name : `${row.unit.name}, ${row.agency.name}`
    const found = agencies.get(id) ?? { name, successor: '', counts: {}, registers: [] }
    if (row.unit.id === id) {
      found.successor = row.successor?.name ?? '—'
      found.registers = row.registers
    }
    for (const [kind, n] of Object.entries(row.counts) as [CountKind, number][])
      found.counts[kind] = (found.counts[kind] ?? 0) + n
    agencies.set(id, found)
  }
  const travel: Record<string, string> = { incoming: 'đến', outgoing: 'đi', internal: 'nội bộ' }
  return [...agencies.values()].map(({ name, successor, counts, registers }) => [
    name,
    successor,
    [
      ...countLines(counts).map(([words, n]) => `${words?.toLowerCase()}: ${n}`),
      ...registers
        .filter((one) => one.lastNumber > 0)
        .map(
          (one) =>
            `sổ ${travel[one.travel] ?? one.travel} ${one.year}${one.series === 'general' ? '' : ` (${one.series})`}: đến số ${one.lastNumber}`,
        ),
    ].join('; '),
  ])
}
