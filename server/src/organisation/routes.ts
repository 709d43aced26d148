import { organisation } from '@mocban/contract/organisation'
import { type App, serve, type Works } from '../platform/http/index.ts'
import { endLate } from './acts/delegations.ts'
import { organisationActRoutes } from './acts/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { chartRoutes } from './chart/routes.ts'
import { organisationFileRoutes } from './files/routes.ts'
import { listHolders } from './list-holders.ts'
import { listUnits } from './list-units.ts'
import { declareStaffingExports } from './staffing/export-staffing.ts'
import { staffingRoutes } from './staffing/routes.ts'

export function organisationRoutes(app: App): void {
  serve(app, organisation.units, ({ tx }) => listUnits(tx))
  serve(app, organisation.holders, ({ tx, query }) => listHolders(tx, query))
  calendarRoutes(app)
  chartRoutes(app)
  organisationActRoutes(app)
  organisationFileRoutes(app)
  staffingRoutes(app)
}

/** What is done for this module in the background: its exports, and the end of what a wrong clock ended late. */
export function organisationJobs({ jobs, worker }: Pick<Works, 'jobs' | 'worker'>): void {
  jobs.every('organisation.end-late', '*/5 * * * *', () => endLate(worker))
  declareStaffingExports()
}
