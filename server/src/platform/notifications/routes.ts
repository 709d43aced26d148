import { notifications } from '@mocban/contract/notifications'
import { type App, serve, serveAnyone, serveLong } from '../http/index.ts'
import { BellHub } from './bell.ts'
import { endCalendar, readCalendar, readFeed, renewCalendar } from './calendar-feed.ts'
import { openLive } from './live.ts'
import { markRead } from './mark-read.ts'
import { listNotifications } from './read-notifications.ts'
import { changeSettings, readSettings } from './settings.ts'

export function notificationRoutes(app: App): BellHub {
  const hub = new BellHub(app.db)
  app.http.addHook('preClose', () => hub.close())
  serve(app, notifications.list, ({ tx, query }) => listNotifications(tx, query))
  serve(app, notifications.read, ({ tx, body }) => markRead(tx, body))
  serveLong(app, notifications.live, ({ request, reply, query, asMe }) =>
    openLive(hub, request, reply, query.after, asMe, app.sessions.proof?.(request)?.session.toString('hex')),
  )
  serve(app, notifications.settings, ({ tx }) => readSettings(tx))
  serve(app, notifications.changeSettings, ({ tx, actor, body }) => changeSettings(tx, actor, body))
  serve(app, notifications.calendar, ({ tx }) => readCalendar(tx))
  serve(app, notifications.renewCalendar, ({ tx, actor }) => renewCalendar(tx, actor))
  serve(app, notifications.endCalendar, ({ tx }) => endCalendar(tx))
  serveAnyone(app, notifications.feed, async ({ params, request, reply }) => {
    const calendar = await readFeed(app.db, params.file, `${request.protocol}://${request.host}`)
    return reply.type('text/calendar; charset=utf-8').send(calendar)
  })
  return hub
}
