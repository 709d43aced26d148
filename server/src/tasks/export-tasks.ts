import { tasks } from '@mocban/contract/tasks'
import { taskFigures } from '@mocban/contract/tasks-lists'
import { tasksReport } from '@mocban/contract/tasks-report'
import type { Tx } from '../platform/database/index.ts'
import { type Cell, dayCell, exportKind } from '../platform/exports/index.ts'
import { refuse } from '../platform/http/index.ts'
import { figureTitles, importances, states, titles } from './export-words.ts'
import { listTasks } from './list-tasks.ts'
import { taskStatistics } from './statistics.ts'

const widths = [6, 60, 14, 14, 32, 24, 24, 14, 10, 14, 14, 40]

/** Declares the exports of this module: the list of tasks as filtered, and the statistics of a period. */
export function declareTaskExports(): void {
  exportKind('tasks', {
    columns: (language) => titles[language].map((title, n) => ({ title, width: widths[n] ?? 15 })),
    rows: listedTasks,
  })
  exportKind('task-statistics', {
    columns: (language) => figureTitles[language].map((title, n) => ({ title, width: n === 0 ? 44 : 16 })),
    rows: statistics,
  })
}

async function* listedTasks(
  tx: Tx,
  _actor: unknown,
  query: Record<string, string>,
  language: 'vi' | 'en' | 'ur',
): AsyncGenerator<Cell[]> {
  const filter = tasks.list.query.safeParse({ ...query, limit: 100 })
  if (!filter.success) throw refuse('request.invalid', { what: 'query' })
  let after: string | undefined
  let number = 0
  do {
    const page = await listTasks(tx, { ...filter.data, ...(after ? { after } : {}) })
    for (const row of page.items)
      yield [
        ++number,
        row.title,
        states[language][row.state],
        importances[language][row.importance],
        row.leadUnitName,
        row.leadPersonName,
        row.assignedByName,
        dayCell(row.dueOn),
        row.progress,
        dayCell(row.listedAt),
        dayCell(row.deliveredAt),
        row.standstill,
      ]
    after = page.next
  } while (after)
}

async function* statistics(
  tx: Tx,
  _actor: unknown,
  query: Record<string, string>,
  language: 'vi' | 'en' | 'ur',
): AsyncGenerator<Cell[]> {
  const period = tasksReport.file.query.safeParse({ ...query, as: 'pdf' })
  if (!period.success) throw refuse('request.invalid', { what: 'query' })
  const { rows, total } = await taskStatistics(tx, period.data)
  const sum = { vi: 'Cộng', en: 'Total', ur: 'کل' }[language]
  for (const row of [...rows, { ...total, unitName: sum }])
    yield [row.unitName, ...taskFigures.map((figure) => row[figure])]
}
