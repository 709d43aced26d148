import type { staffing } from '@mocban/contract/organisation-staffing'
import type { RouteAnswer } from '@mocban/contract/route'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'

export type OutlinePeriod = RouteAnswer<typeof staffing.boundaries>['periods'][number]

/** The times for which there are outlines, the newest first. */
export function OutlinePeriods({ periods }: { periods: OutlinePeriod[] }) {
  const t = useText<typeof vi>('staffing')
  return (
    <ul className="outline-periods" aria-label={t('outlineTimes')}>
      {periods.map(({ from, lastDay, count }) => (
        <li key={`${from} ${lastDay}`}>
          {t('outlineTime', {
            from: formatDate(from),
            until: lastDay ? 'day' : 'none',
            lastDay: formatDate(lastDay),
            count,
          })}
        </li>
      ))}
    </ul>
  )
}
