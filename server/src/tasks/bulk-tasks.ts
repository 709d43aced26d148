import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import { type AsMe, refusalOf, refuse } from '../platform/http/index.ts'
import { actOnTask } from './act-on-task.ts'
import { reassign } from './reassign.ts'
import { urgeTask } from './urge-task.ts'

type Results = RouteAnswer<typeof tasks.bulk>['results']

/** One act on many tasks, each in a transaction of its own: a refusal of one stops no other, and each is answered with its result. */
export async function bulkTasks(asMe: AsMe, input: RouteInput<typeof tasks.bulk>['body']): Promise<Results> {
  const results: Results = []
  for (const id of new Set(input.taskIds)) {
    try {
      await asMe(async (tx, actor) => {
        if (input.act === 'urge') {
          await urgeTask(tx, actor, id, input)
          return
        }
        const task = await tx.selectFrom('task').where('id', '=', id).select('version').executeTakeFirst()
        if (!task) throw refuse('request.not-found')
        const { version } = task
        if (input.act !== 'reassign') await actOnTask(tx, actor, id, { act: input.act, text: input.text, version })
        else if (input.lead) await reassign(tx, actor, id, { version, lead: input.lead, reason: input.text })
        else throw refuse('document.nobody-named')
      })
      results.push({ id, done: true, because: null })
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      results.push({ id, done: false, because: String(refusal.values.because ?? refusal.code) })
    }
  }
  return results
}
