import type { Works } from '../platform/http/index.ts'
import { carryOut } from './carry-out/carry-out.ts'
import { carryOutDue } from './carry-out/due.ts'
import { checkAfterFailure } from './check/begin-check.ts'
import { runCheck } from './check/run-check.ts'

export { reorganisationRoutes } from './routes.ts'

export function reorganisationJobs(works: Works): void {
  works.jobs.work<{ id: string }>('reorganisation.check', ({ id }) => runCheck(works.worker, id), { minutes: 30 })
  works.jobs.work<{ id: string }>('reorganisation.carry-out', carryOutOrLook(works), { minutes: 60 })
  works.jobs.every('reorganisation.due', '* * * * *', () => carryOutDue(works))
}

/** What stood in the way is looked for at once: whoever opens the plan finds it among the questions. */
const carryOutOrLook =
  (works: Works) =>
  async ({ id }: { id: string }) => {
    await carryOut(works.worker, id)
    await checkAfterFailure(works.worker, works.jobs, id)
  }
