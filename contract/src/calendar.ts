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

/** Minutes after midnight of the same day, opening before closing. */
const span = z
  .tuple([z.number().int().min(0).max(1439), z.number().int().min(1).max(1440)])
  .refine(([opens, closes]) => opens < closes)

export const workingWeek = z.object({
  /** The first day it is in force; null: ever since. */
  from: date.nullable(),
  /** The share of a working day that each day of the week is, 1 Monday to 7 Sunday; absent: free. */
  days: z
    .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.union([z.literal(0.5), z.literal(1)]))
    .refine((days) => Object.keys(days).length > 0),
  /** The spans of a full day, in order; half a day is its morning. */
  hours: z
    .array(span)
    .min(1)
    .max(4)
    .refine((spans) => spans.every(([opens], n) => n === 0 || (spans[n - 1]?.[1] ?? 0) <= opens)),
  /** What it rests on. */
  basis: z.string(),
  /** Everybody's, or set by one’s own agency. */
  source: z.enum(['announced', 'agency']),
})
export type WorkingWeek = z.infer<typeof workingWeek>

export const calendar = {
  days: route({
    method: 'GET',
    path: '/api/calendar/days',
    summary: 'Holidays, swapped and half days of a period, as they hold for one’s agency',
    needs: 'signed-in',
    // Each year is computed; nobody looks at more than some.
    query: z
      .object({ from: date, to: date })
      .refine(({ from, to }) => from >= '1900' && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) <= 10),
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
  weeks: route({
    method: 'GET',
    path: '/api/calendar/weeks',
    summary: 'The working weeks of one’s agency through time, the newest first',
    needs: 'signed-in',
    response: z.array(workingWeek),
  }),
  setWeek: route({
    method: 'PUT',
    path: '/api/calendar/weeks/:from',
    summary: 'Set the working week of one’s agency from a day on; what was in force before it stays as it was',
    needs: 'administer',
    params: z.object({ from: date }),
    body: workingWeek.pick({ days: true, hours: true }).extend({ basis: text(500) }),
    response: z.array(workingWeek),
  }),
  takeWeekBack: route({
    method: 'DELETE',
    path: '/api/calendar/weeks/:from',
    summary: 'Take back a working week of one’s agency that begins today or later; the one before it goes on',
    needs: 'administer',
    params: z.object({ from: date }),
    response: z.array(workingWeek),
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
