import type { App, Works } from '../platform/http/index.ts'
import { bookRoutes } from './books/routes.ts'
import { fileJobs, fileRoutes } from './files/routes.ts'
import { handlingRoutes } from './handling/routes.ts'
import { incomingRoutes } from './incoming/routes.ts'
import { documentRoutes } from './list/routes.ts'
import { draftingRoutes } from './outgoing/drafting-routes.ts'
import { searchRoutes } from './search/routes.ts'
import { templateRoutes } from './templates/routes.ts'

/** Every route of the documents module. */
export function documentsRoutes(app: App): void {
  fileRoutes(app)
  incomingRoutes(app)
  handlingRoutes(app)
  documentRoutes(app)
  searchRoutes(app)
  bookRoutes(app)
  templateRoutes(app)
  draftingRoutes(app)
}

/** Every background work of the documents module. */
export function documentsJobs(works: Works): void {
  fileJobs(works)
}
