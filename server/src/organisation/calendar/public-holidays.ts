import { fromLunar } from './lunar.ts'

export interface Holiday {
  day: string
  name: string
}

/**
 * Public holidays of a year by Labour Code 2019, Art. 112: New Year, Tết (the last day of the lunar year and the first four), the Hùng Kings (10th of the
 * third lunar month), 30 April, 1 May, and National Day with the day before. Where one falls on a weekend the next working day is free instead (Art. 111).
 * What the Prime Minister announces beside (swapped days, which five days of Tết) stands in the calendar's data and prevails.
 */
export function publicHolidays(year: number): Holiday[] {
  const tet = fromLunar(1, 1, year)
  const own: Holiday[] = [
    { day: `${year}-01-01`, name: 'Tết Dương lịch' },
    ...[-1, 0, 1, 2, 3].map((offset) => ({ day: plusDays(tet, offset), name: 'Tết Nguyên đán' })),
    { day: fromLunar(10, 3, year), name: 'Giỗ Tổ Hùng Vương' },
    { day: `${year}-04-30`, name: 'Ngày Chiến thắng' },
    { day: `${year}-05-01`, name: 'Ngày Quốc tế lao động' },
    { day: `${year}-09-01`, name: 'Quốc khánh' },
    { day: `${year}-09-02`, name: 'Quốc khánh' },
  ]
  const taken = new Set(own.map((one) => one.day))
  const instead: Holiday[] = []
  for (const holiday of own.filter((one) => isWeekend(one.day))) {
    let day = plusDays(holiday.day, 1)
    while (taken.has(day) || isWeekend(day)) day = plusDays(day, 1)
    taken.add(day)
    instead.push({ day, name: `Nghỉ bù ${holiday.name}` })
  }
  return [...own, ...instead].sort((a, b) => a.day.localeCompare(b.day))
}

/** Saturday or Sunday. */
function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** The date `days` later (or earlier). */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
