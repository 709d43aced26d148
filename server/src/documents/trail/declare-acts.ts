import { acts, topics } from '@mocban/contract/acts'
import { declareSubjects, declareTopics } from '../../platform/notifications/index.ts'

/** Tells the bell what each act is about, and how documents and work files are called in a line. */
export function declareActs(): void {
  declareTopics(
    Object.fromEntries(
      Object.entries(acts)
        // In this order they are switched.
        .sort(([, one], [, other]) => topics.indexOf(one.topic) - topics.indexOf(other.topic))
        .map(([kind, act]) => [kind, { topic: act.topic, blocking: act.blocking ?? false }]),
    ),
  )
  declareSubjects(['incoming', 'outgoing', 'internal'], async (tx, ids) => {
    const rows = await tx.selectFrom('document').where('id', 'in', ids).select(['id', 'symbol', 'abstract']).execute()
    return new Map(rows.map((row) => [row.id, row.symbol ? `${row.symbol}: ${row.abstract}` : row.abstract]))
  })
  declareSubjects(['work-file'], async (tx, ids) => {
    const rows = await tx.selectFrom('work_file').where('id', 'in', ids).select(['id', 'code', 'title']).execute()
    return new Map(rows.map((row) => [row.id, `${row.code}: ${row.title}`]))
  })
}
