export { readCalendar } from './calendar/read-calendar.ts'
export { type DayKind, WorkingCalendar } from './calendar/working-days.ts'
export { type Asked, resolveAddressees } from './resolve-addressees.ts'
export { organisationRoutes } from './routes.ts'
