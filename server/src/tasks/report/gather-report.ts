import type { StatisticsRow } from '@mocban/contract/tasks-lists'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { type IssuingAgency, issuingAgency, type SigningPost, signingPosts } from '../../documents/index.ts'
import { readCalendar } from '../../organisation/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { listTasks } from '../list-tasks.ts'
import { taskStatistics } from '../statistics.ts'

/** About how many tasks a list of the report names, the newest; that there are more is said in a line. */
const mostNamed = 300
const nextPeriodDays = 30

export interface ReportFacts {
  agency: IssuingAgency
  from: string
  to: string
  today: string
  rows: StatisticsRow[]
  total: StatisticsRow
  late: { row: TaskRow; workingDays: number }[]
  standing: TaskRow[]
  coming: TaskRow[]
  comingUntil: string
  /** There are more than the list names. */
  more: { standing: boolean; coming: boolean }
  signer: SigningPost | null
  unitAbbreviation: string
}

/**
 * What a period report says, from the records themselves and under the same rules as the screen: the statistics, what is late, what stands still and why,
 * and what falls due next. Each list asks exactly what its figure counts.
 */
export async function gatherReport(tx: Tx, actor: Actor, from: string, to: string): Promise<ReportFacts> {
  const { rows, total } = await taskStatistics(tx, { from, to })
  const today = clock.today()
  const lastDay = to < today ? to : today
  const calendar = await readCalendar(tx, actor.agencyId)
  const comingUntil = new Date(Date.parse(`${lastDay}T00:00:00Z`) + nextPeriodDays * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const late = await all(tx, { figure: 'openLate', from, to })
  const open = await all(tx, { figure: 'openInTime', from, to, dueTo: comingUntil })
  const standing = await all(tx, { state: ['blocked', 'waiting'] })
  const [signer] = await signingPosts(tx, actor.agencyId, 'bao-cao')
  const unit = await tx.selectFrom('unit_now').where('id', '=', actor.unitId).select('abbreviation').executeTakeFirst()
  return {
    agency: await issuingAgency(tx, actor.agencyId),
    from,
    to,
    today,
    rows,
    total,
    late: late.rows
      .map((row) => ({ row, workingDays: row.dueOn ? calendar.workingDaysBetween(row.dueOn, lastDay) : 0 }))
      .sort((a, b) => b.workingDays - a.workingDays),
    standing: standing.rows,
    coming: open.rows.filter((row) => row.dueOn !== null).sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '')),
    comingUntil,
    more: { standing: standing.more, coming: open.more },
    signer: signer ?? null,
    unitAbbreviation: actor.unitId === actor.agencyId ? 'VP' : (unit?.abbreviation ?? 'VP'),
  }
}

type Filter = Partial<Parameters<typeof listTasks>[1]>

async function all(tx: Tx, filter: Filter): Promise<{ rows: TaskRow[]; more: boolean }> {
  const found: TaskRow[] = []
  let after: string | undefined
  do {
    const page = await listTasks(tx, { scope: 'all', limit: 100, ...filter, ...(after ? { after } : {}) } as Parameters<
      typeof listTasks
    >[1])
    found.push(...page.items)
    after = page.next
  } while (after && found.length < mostNamed)
  return { rows: found, more: after !== undefined }
}
