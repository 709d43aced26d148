import { z } from 'zod'
import { route } from './route.ts'
import { date, line, text } from './values.ts'

/** The working calendar: what differs from the working week, and terms counted by it. */

export const dayKinds = ['holiday', 'working', 'half'] as const

export const calendarDay = z.object({
  day: date,
  kind: z.enum(dayKinds),
  name: z.string(),
  /** The announcement or law it rests on. */
  basis: z.string(),
  /** Computed from the law; announced for everybody; set by one’s own agency. */
  source: z.enum(['law', 'announced', 'agency']),
})
export type CalendarDay = z.infer<typeof calendarDay>

export const calendar = {
  days: route({
    method: 'GET',
    path: '/api/calendar/days',
    summary: 'Holidays, swapped and half days of a period, as they hold for one’s agency',
    needs: 'signed-in',
    query: z.object({ from: date, to: date }),
    response: z.array(calendarDay),
  }),
  setDay: route({
    method: 'PUT',
    path: '/api/calendar/days/:day',
    summary: 'Set a day of one’s agency: free, worked or half; without a kind its own setting is taken back',
    needs: 'administer',
    params: z.object({ day: date }),
    body: z.object({ kind: z.enum(dayKinds).nullable(), name: line(200), basis: text(500).default('') }),
    response: z.array(calendarDay),
  }),
  term: route({
    method: 'GET',
    path: '/api/calendar/term',
    summary: 'The last day of a term of working days that begins today',
    needs: 'signed-in',
    query: z.object({ days: z.coerce.number().int().min(1).max(1000) }),
    response: z.object({ dueOn: date }),
  }),
}
