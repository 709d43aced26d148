import { Button } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import { type MessageRow, messageBusinesses, type Traffic } from '@mocban/contract/exchange-messages'
import { DataTable } from '../shell/data-table.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { formatInstant, formatWhen } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { Link, useFilters } from '../shell/navigate.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import { standing } from './message-parts.tsx'
import type vi from './messages/vi.ts'
import { Hours } from './traffic-hours.tsx'

/** What goes and comes by exchange: what needs somebody first, then the traffic of the day, then every message. */
export default function TrafficScreen() {
  const t = useText<typeof vi>('exchange')
  const words = useCodeText('exchange')
  const [filters] = useFilters()
  const { data: traffic } = useRoute(exchange.traffic, {}, { refetchInterval: 15_000 })
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(exchange.list, filters)
  return (
    <div className="screen">
      <h1>{t('title')}</h1>
      {traffic && <Needs traffic={traffic} />}
      {traffic && traffic.hours.length > 0 && <Hours traffic={traffic} />}
      <FilterBar
        words={t('searchWords')}
        choices={[
          {
            key: 'direction',
            label: t('direction'),
            options: (['in', 'out'] as const).map((one) => ({ value: one, label: t(`direction.${one}`) })),
          },
          {
            key: 'state',
            label: t('state'),
            options: ['waiting', 'undelivered', 'refused', 'sent', 'taken', 'otherwise'].map((one) => ({
              value: one,
              label: words(`state.${one}`),
            })),
          },
          {
            key: 'business',
            label: t('business'),
            options: messageBusinesses.map((one) => ({ value: one, label: t(`business.${one}`) })),
          },
        ]}
        actions={
          <Link to="/exchange/explain" className="quiet">
            {t('explain')}
          </Link>
        }
      />
      <DataTable<MessageRow>
        label={t('messages')}
        rows={rows}
        idOf={(row) => row.id}
        open={(row) => `/exchange/messages/${row.id}`}
        loading={isPending}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={<EmptyState>{t('empty')}</EmptyState>}
        columns={[
          { key: 'at', title: t('at'), width: 90, cell: (row) => <time dateTime={row.at}>{formatWhen(row.at)}</time> },
          { key: 'direction', title: t('direction'), width: 60, cell: (row) => t(`direction.${row.direction}`) },
          {
            key: 'what',
            title: t('what'),
            main: true,
            cell: (row) => (
              <>
                <span className="quiet">
                  {t(`business.${row.business}`)}
                  {row.statusCode && row.business === 'status' ? ` ${words(`status.${row.statusCode}`)}` : ''} ·{' '}
                </span>
                <strong>
                  <bdi>{row.symbol ?? '—'}</bdi>
                </strong>{' '}
                <span lang="vi">{row.abstract}</span>
              </>
            ),
          },
          {
            key: 'partner',
            title: t('partner'),
            width: 240,
            named: true,
            cell: (row) => <span lang="vi">{row.partnerName || row.partnerCode || '—'}</span>,
          },
          {
            key: 'state',
            title: t('state'),
            width: 280,
            cell: (row) => (
              <>
                <span className={['refused', 'failed'].includes(row.state) ? 'late' : ''}>
                  {words(`state.${row.state}`)}
                </span>
                {standing(row) && <div className="quiet">{standing(row)}</div>}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

/** What waits and why; each number leads to its messages. */
function Needs({ traffic }: { traffic: Traffic }) {
  const t = useText<typeof vi>('exchange')
  const [, change] = useFilters()
  const show = (state: string, direction?: string) => change({ state, direction, business: undefined, q: undefined })
  return (
    <div aria-live="polite" style={{ marginBottom: 12 }}>
      {traffic.down.map((way) => (
        <p key={`${way.name} ${way.since}`} role="status" className="late" style={{ margin: '0 0 4px' }}>
          {t('wayDown', { name: way.name, since: formatInstant(way.since) })} {way.reason?.sentence}
        </p>
      ))}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Button size="compact-sm" variant="default" onClick={() => show('waiting')}>
          {t('waitingCount', { count: traffic.waiting })}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          color={traffic.undelivered ? 'vermilion' : 'gray'}
          onClick={() => show('undelivered')}
        >
          {t('undeliveredCount', { count: traffic.undelivered })}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => show('refused', 'in')}>
          {t('refusedCount', { count: traffic.refused })}
        </Button>
      </div>
    </div>
  )
}
