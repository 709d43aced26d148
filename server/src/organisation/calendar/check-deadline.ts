import { clock } from '../../platform/clock.ts'
import { refuse } from '../../platform/http/index.ts'

const yearsBack = 1
const yearsAhead = 10

/** A deadline that somebody sets: a year typed with a digit too few, or another one by mistake, is none. One that has just gone by is: what came late is passed on all the same. @throws calendar.deadline-unlikely */
export function checkDeadline(date: string | null | undefined): void {
  if (!date) return
  const today = clock.today()
  const shifted = (years: number) => `${Number(today.slice(0, 4)) + years}${today.slice(4)}`
  if (date < shifted(-yearsBack) || date > shifted(yearsAhead)) throw refuse('calendar.deadline-unlikely', { date })
}
