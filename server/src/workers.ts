import { addressOfAct, tellAct } from '@mocban/contract/acts'
import { documentsJobs } from './documents/index.ts'
import { exchangeWorks } from './exchange/index.ts'
import { organisationJobs } from './organisation/index.ts'
import type { Works } from './platform/http/index.ts'
import { notificationWorks } from './platform/notifications/index.ts'
import { reorganisationJobs } from './reorganisation/index.ts'
import { bareHouse, type SigningHouse, signingJobs } from './signing/index.ts'
import { tasksJobs } from './tasks/index.ts'

/** Every module's background work, in one place: the program and the tests run the same. */
export function workModules(works: Works, signing: SigningHouse = bareHouse): void {
  organisationJobs(works)
  signingJobs(works, signing)
  documentsJobs(works, signing)
  tasksJobs(works)
  reorganisationJobs(works)
  exchangeWorks(works)
  notificationWorks(works, {
    tell: tellAct,
    place: addressOfAct,
    origin: works.publicUrl ?? works.ownUrl ?? 'http://localhost:3000',
  })
}
