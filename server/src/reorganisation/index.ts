import type { Works } from '../platform/http/index.ts'
import { carryOut } from './carry-out/carry-out.ts'
import { carryOutDue } from './carry-out/due.ts'
import { runCheck } from './check/run-check.ts'

export { reorganisationRoutes } from './routes.ts'

export function reorganisationJobs(works: Works): void {
  works.jobs.work<{ id: string }>('reorganisation.check', ({ id }) => runCheck(works.worker, id), { minutes: 30 })
  works.jobs.work<{ id: string }>('reorganisation.carry-out', ({ id }) => carryOut(works.worker, id), { minutes: 60 })
  works.jobs.every('reorganisation.due', '* * * * *', () => carryOutDue(works))
}
