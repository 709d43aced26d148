import type { App, Works } from '../platform/http/index.ts'
import { bareHouse, type SigningHouse } from '../signing/index.ts'
import { accessRoutes } from './access/routes.ts'
import { bookExport, bookRoutes } from './books/routes.ts'
import { bulkJobs, bulkRoutes } from './bulk/routes.ts'
import { exportRoutes, exportWorks } from './exports/routes.ts'
import { fileJobs, fileRoutes } from './files/routes.ts'
import { formJobs, formRoutes } from './form/routes.ts'
import { genuineJobs, genuineRoutes } from './genuine/routes.ts'
import { handlingRoutes } from './handling/routes.ts'
import { incomingRoutes } from './incoming/routes.ts'
import { documentRoutes } from './list/routes.ts'
import { draftingRoutes } from './outgoing/drafting-routes.ts'
import { outgoingRoutes } from './outgoing/routes.ts'
import { renewSignatures } from './outgoing/signing/renew-signatures.ts'
import { searchRoutes, searchWorks } from './search/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { calendarOfDocuments } from './trail/calendar.ts'
import { trailRoutes } from './trail/routes.ts'
import { workFileRoutes } from './work-files/routes.ts'

export { classNewRecord } from './access/record-class.ts'
export { docxToPdf, findSigningPlaces, typesetApart, typesetPdf } from './conversion/index.ts'
export { sealPlace } from './conversion/signing-places.ts'
export { markOf } from './genuine/codes.ts'
export { shownTime } from './outgoing/signing/sign-version.ts'
export { passOnDocuments } from './succession/pass-on-documents.ts'
export { checkTemplate } from './templates/check-template.ts'
export { type SigningPost, signingPosts } from './templates/find-signers.ts'
export * from './templates/official-names.ts'
export { issuingAgency } from './templates/read-agency.ts'
export { signingAuthority } from './templates/signing-authority.ts'
export { linkedRecords } from './work-files/linked-records.ts'

/** The parts of an official DOCX, loaded when one is made. */
export const officialDocx = () => import('./templates/official-docx.ts')

/** Every route of the documents module. */
export function documentsRoutes(app: App, signing: SigningHouse = bareHouse): void {
  fileRoutes(app)
  bulkRoutes(app)
  incomingRoutes(app)
  handlingRoutes(app)
  documentRoutes(app)
  searchRoutes(app)
  workFileRoutes(app)
  exportRoutes(app)
  trailRoutes(app)
  accessRoutes(app)
  calendarOfDocuments()
  bookRoutes(app)
  templateRoutes(app)
  draftingRoutes(app)
  outgoingRoutes(app, signing)
  genuineRoutes(app)
  formRoutes(app)
}

/** Every background work of the documents module. */
export function documentsJobs(works: Works, signing: SigningHouse = bareHouse): void {
  fileJobs(works)
  formJobs(works)
  bulkJobs(works)
  searchWorks(works)
  exportWorks(works)
  bookExport()
  genuineJobs(works)
  works.jobs.every('documents.renew-signatures', '23 * * * *', () => renewSignatures(works, signing))
}
