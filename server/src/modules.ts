import { documentsRoutes } from './documents/index.ts'
import { exchangeRoutes } from './exchange/index.ts'
import { organisationRoutes } from './organisation/index.ts'
import { checkpointRoutes } from './platform/events/index.ts'
import type { App } from './platform/http/index.ts'
import { notificationRoutes } from './platform/notifications/index.ts'
import { reorganisationRoutes } from './reorganisation/index.ts'
import { bareHouse, type SigningHouse, signingRoutes } from './signing/index.ts'
import { tasksRoutes } from './tasks/index.ts'

/** Every module's routes, in one place: the program and the tests serve the same. */
export function serveModules(app: App, signing: SigningHouse = bareHouse): void {
  organisationRoutes(app)
  signingRoutes(app, signing)
  documentsRoutes(app, signing)
  tasksRoutes(app)
  reorganisationRoutes(app)
  exchangeRoutes(app)
  notificationRoutes(app)
  checkpointRoutes(app)
}
