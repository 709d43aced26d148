import { type StatisticsRow, taskFigures } from '@mocban/contract/tasks-lists'
import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'
import { figureCondition, period } from './list-tasks.ts'

/**
 * Tasks by leading unit in a period, among those who asks may see. The sums close: carried over + assigned = done on time + done late + open in time +
 * open late. A cancelled task counts nowhere.
 */
export async function taskStatistics(
  tx: Tx,
  { from, to }: { from: string; to: string },
): Promise<{ rows: StatisticsRow[]; total: StatisticsRow }> {
  const counts = taskFigures.map(
    (figure) => sql`count(*) filter (where ${figureCondition(figure, from, to)})::int as ${sql.id(figure)}`,
  )
  const { end } = period(from, to)
  const { rows } = await sql<StatisticsRow>`
    select k.lead_unit_id as "unitId", u.name as "unitName", ${sql.join(counts)}
    from (select distinct a.record_id from audience a where a.list = 'task' and a.at < ${end}) v
    join task k on k.id = v.record_id
    join unit_known u on u.id = k.lead_unit_id
    group by k.lead_unit_id, u.name, u.ordinal
    order by u.ordinal, u.name`.execute(tx)
  const busy = rows.filter((row) => taskFigures.some((figure) => row[figure] > 0))
  const total = { unitId: null, unitName: '' } as StatisticsRow
  for (const figure of taskFigures) total[figure] = busy.reduce((sum, row) => sum + row[figure], 0)
  return { rows: busy, total }
}
