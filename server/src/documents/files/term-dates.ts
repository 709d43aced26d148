import type { ReadFile } from '@mocban/contract/uploads'
import { readCalendar } from '../../organisation/index.ts'
import { clock, vietnamDate } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'

/**
 * Turns a term that the text names ("trong thời hạn 10 ngày làm việc kể từ ngày nhận") into its last day by the agency's working calendar:
 * counted from the document's own date, or from today where it runs from receipt.
 */
export async function withTermDates(tx: Tx, actor: Actor, reading: ReadFile): Promise<ReadFile> {
  if (!reading.suggestions.some((one) => one.term && one.value === '')) return reading
  const calendar = await readCalendar(tx, actor.agencyId)
  const issuedOn = reading.suggestions.find((one) => one.field === 'issuedOn')?.value
  const suggestions = reading.suggestions.map((one) => {
    if (!one.term || one.value !== '') return one
    const from = one.term.from === 'issued' && issuedOn ? issuedOn : clock.today()
    const value = one.term.working
      ? calendar.addWorkingDays(from, one.term.days)
      : calendar.nextWorking(vietnamDate(new Date(Date.parse(from) + one.term.days * 86_400_000)))
    return { ...one, value }
  })
  return { ...reading, suggestions }
}
