import type { StatisticsRow } from '@mocban/contract/tasks-lists'
import type { ReportFacts } from './gather-report.ts'

/** The report in words, once for the DOCX and the PDF. The report is an official document and therefore always in Vietnamese. */
export interface ReportWords {
  abstract: string
  opening: string
  summary: string[]
  units: Record<
    'n' | 'name' | 'carried' | 'assigned' | 'onTime' | 'doneLate' | 'inTime' | 'openLate' | 'rate',
    string
  >[]
  late: Record<'n' | 'title' | 'lead' | 'due' | 'progress' | 'days', string>[]
  lateNote: string
  standing: Record<'n' | 'title' | 'lead' | 'state' | 'reason', string>[]
  standingNote: string
  coming: Record<'n' | 'title' | 'lead' | 'due' | 'progress', string>[]
  comingNote: string
}

const day = (date: string | null) => date?.split('-').reverse().join('/') ?? ''
const share = (part: number, whole: number) =>
  whole === 0 ? '' : `${(Math.round((1000 * part) / whole) / 10).toLocaleString('vi-VN')}%`
const done = (row: StatisticsRow) => row.doneOnTime + row.doneLate

export function reportWords(facts: ReportFacts): ReportWords {
  const { total, from, to } = facts
  const held = total.carriedOver + total.assigned
  const open = total.openInTime + total.openLate
  const period = `từ ngày ${day(from)} đến ngày ${day(to)}`
  const lead = (row: { leadUnitName: string; leadPersonName: string | null }) =>
    row.leadPersonName ? `${row.leadPersonName} (${row.leadUnitName})` : row.leadUnitName
  return {
    abstract: `Kết quả thực hiện nhiệm vụ ${period}`,
    opening: `báo cáo kết quả thực hiện nhiệm vụ ${period} như sau:`,
    summary: [
      `1. Tổng số nhiệm vụ phải thực hiện: ${held}, gồm kỳ trước chuyển sang ${total.carriedOver}, giao trong kỳ ${total.assigned}.`,
      `2. Đã hoàn thành: ${done(total)} nhiệm vụ${done(total) ? ` (đạt ${share(done(total), held)})` : ''}, trong đó đúng hạn ${total.doneOnTime}${done(total) ? ` (${share(total.doneOnTime, done(total))} số đã hoàn thành)` : ''}, quá hạn ${total.doneLate}.`,
      `3. Đang thực hiện: ${open} nhiệm vụ, trong đó còn trong hạn ${total.openInTime}, quá hạn ${total.openLate}.`,
      `4. Được gia hạn: ${total.extended} nhiệm vụ.`,
    ],
    units: [...facts.rows, { ...total, unitName: 'Tổng cộng' }].map((row, n) => ({
      n: n < facts.rows.length ? String(n + 1) : '',
      name: row.unitName,
      carried: String(row.carriedOver),
      assigned: String(row.assigned),
      onTime: String(row.doneOnTime),
      doneLate: String(row.doneLate),
      inTime: String(row.openInTime),
      openLate: String(row.openLate),
      rate: share(row.doneOnTime, done(row)),
    })),
    late: facts.late.map(({ row, workingDays }, n) => ({
      n: String(n + 1),
      title: row.title,
      lead: lead(row),
      due: day(row.dueOn),
      progress: `${row.progress}%`,
      days: workingDays.toLocaleString('vi-VN'),
    })),
    lateNote: note(facts.late.length, total.openLate, 'Không có nhiệm vụ quá hạn.'),
    standing: facts.standing.map((row, n) => ({
      n: String(n + 1),
      title: row.title,
      lead: lead(row),
      state: row.state === 'blocked' ? 'Vướng mắc' : 'Đang chờ',
      reason: row.standstill ?? '',
    })),
    standingNote: listNote(
      facts.standing.length,
      facts.more.standing,
      'Đến thời điểm báo cáo, không có nhiệm vụ vướng mắc hoặc phải chờ.',
    ),
    coming: facts.coming.map((row, n) => ({
      n: String(n + 1),
      title: row.title,
      lead: lead(row),
      due: day(row.dueOn),
      progress: `${row.progress}%`,
    })),
    comingNote: listNote(
      facts.coming.length,
      facts.more.coming,
      `Không có nhiệm vụ đến hạn đến ngày ${day(facts.comingUntil)}.`,
    ),
  }
}

const listNote = (named: number, more: boolean, none: string) =>
  named === 0 ? none : more ? `Danh sách nêu ${named} nhiệm vụ được giao gần đây nhất; có thể còn nhiệm vụ khác.` : ''

const note = (named: number, counted: number, none: string) =>
  counted === 0 ? none : named < counted ? `Và ${counted - named} nhiệm vụ khác.` : ''
