import { z } from 'zod'
import { route } from './route.ts'
import { id, instant } from './values.ts'

/** How a topic reaches a person by mail: at once, in a digest twice a day, or not. */
export const mailWays = ['now', 'digest', 'none'] as const

export const notification = z.object({
  /** The order in which the bell rang; the place from which a broken stream goes on. */
  seq: z.number().int(),
  kind: z.string(),
  topic: z.string(),
  /** Somebody waits for this person. */
  blocking: z.boolean(),
  at: instant,
  who: z.string().nullable(),
  actingFor: z.string().nullable(),
  recordId: id.nullable(),
  recordList: z.string().nullable(),
  /** Symbol or code and what the record is about, for showing. */
  subject: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  readAt: instant.nullable(),
})
export type Notification = z.infer<typeof notification>

export const topicSetting = z.object({ topic: z.string(), bell: z.boolean(), mail: z.enum(mailWays) })
export type TopicSetting = z.infer<typeof topicSetting>

export const notifications = {
  list: route({
    method: 'GET',
    path: '/api/notifications',
    summary: 'The bell: newest first, and how many are unread',
    needs: 'signed-in',
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      unread: z.stringbool().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: z.object({ items: z.array(notification), unread: z.number().int(), more: z.boolean() }),
  }),
  read: route({
    method: 'POST',
    path: '/api/notifications/read',
    summary: 'Mark as read: these, or all up to a place',
    needs: 'signed-in',
    body: z.object({ seqs: z.array(z.number().int()).max(500).optional(), upTo: z.number().int().optional() }),
    response: z.object({ unread: z.number().int() }),
  }),
  live: route({
    method: 'GET',
    path: '/api/notifications/live',
    summary:
      'Server-sent events: `notification` with the sequence as id, so that a broken stream goes on where it ended',
    needs: 'signed-in',
    query: z.object({ after: z.coerce.number().int().nonnegative().optional() }),
    transaction: false,
  }),
  settings: route({
    method: 'GET',
    path: '/api/notifications/settings',
    summary: 'What rings and what is mailed, topic by topic',
    needs: 'signed-in',
    response: z.array(topicSetting),
  }),
  changeSettings: route({
    method: 'PUT',
    path: '/api/notifications/settings',
    summary: 'Switch topics',
    needs: 'signed-in',
    body: z.array(topicSetting).max(50),
    response: z.array(topicSetting),
  }),
  calendar: route({
    method: 'GET',
    path: '/api/calendar',
    summary: 'Whether one has a calendar feed, and since when',
    needs: 'signed-in',
    response: z.object({ renewedAt: instant.nullable(), readAt: instant.nullable() }),
  }),
  renewCalendar: route({
    method: 'POST',
    path: '/api/calendar/renew',
    summary: 'A new secret address of one’s calendar feed; the one before ends. The address is shown once',
    needs: 'signed-in',
    response: z.object({ path: z.string(), renewedAt: instant }),
  }),
  endCalendar: route({
    method: 'DELETE',
    path: '/api/calendar',
    summary: 'End one’s calendar feed',
    needs: 'signed-in',
    response: z.object({}),
  }),
  feed: route({
    method: 'GET',
    path: '/api/calendar/:file',
    summary: 'Deadlines as iCalendar, for a calendar program; the secret in the address says whose',
    needs: 'anyone',
    params: z.object({ file: z.string().max(100) }),
    transaction: false,
  }),
}
