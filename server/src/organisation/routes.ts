import { organisation } from '@mocban/contract/organisation'
import { type App, serve } from '../platform/http/index.ts'
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

/** What the jobs write for this module: its exports. */
export function organisationJobs(): void {
  declareStaffingExports()
}
