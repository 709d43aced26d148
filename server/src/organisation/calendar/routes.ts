import { calendar } from '@mocban/contract/calendar'
import { clock } from '../../platform/clock.ts'
import { type App, serve } from '../../platform/http/index.ts'
import { calendarDays, setCalendarDay } from './calendar-days.ts'
import { readCalendar } from './read-calendar.ts'
import { setWorkingWeek, takeWorkingWeekBack, workingWeeks } from './working-weeks.ts'

export function calendarRoutes(app: App): void {
  serve(app, calendar.days, ({ tx, actor, query }) => calendarDays(tx, actor.agencyId, query.from, query.to))
  serve(app, calendar.setDay, ({ tx, actor, params, body }) => setCalendarDay(tx, actor, params.day, body))
  serve(app, calendar.weeks, ({ tx, actor }) => workingWeeks(tx, actor.agencyId))
  serve(app, calendar.setWeek, ({ tx, actor, params, body }) => setWorkingWeek(tx, actor, params.from, body))
  serve(app, calendar.takeWeekBack, ({ tx, actor, params }) => takeWorkingWeekBack(tx, actor, params.from))
  serve(app, calendar.term, async ({ tx, actor, query }) => ({
    dueOn: (await readCalendar(tx, actor.agencyId)).addWorkingDays(clock.today(), query.days),
  }))
}
