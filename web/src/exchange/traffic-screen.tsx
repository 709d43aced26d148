import { Button } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import { type MessageRow, messageBusinesses, type Traffic } from '@mocban/contract/exchange-messages'
import { DataTable } from '../shell/data-table.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { formatInstant, formatWhen } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState, Section } from '../shell/marks.tsx'
import { Link, useFilters } from '../shell/navigate.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import { standing } from './message-parts.tsx'
import type vi from './messages/vi.ts'

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

const week = 168

/** The last week by partner: a bar for each hour, and the same in numbers. */
function Hours({ traffic }: { traffic: Traffic }) {
  const t = useText<typeof vi>('exchange')
  const start = Math.floor(Date.now() / 3_600_000) - week + 1
  const partners = [...new Set(traffic.hours.map((one) => one.partnerCode))]
  const hoursOf = (code: string) => {
    const hours = Array.from({ length: week }, () => 0)
    for (const one of traffic.hours) {
      const at = Math.floor(new Date(one.hour).getTime() / 3_600_000) - start
      if (one.partnerCode === code && at >= 0 && at < week) hours[at] = (hours[at] ?? 0) + one.sent + one.came
    }
    return hours
  }
  const most = Math.max(1, ...partners.flatMap(hoursOf))
  const sum = (code: string, key: 'sent' | 'came') =>
    traffic.hours.filter((one) => one.partnerCode === code).reduce((all, one) => all + one[key], 0)
  return (
    <Section title={t('lastWeek')}>
      <div style={{ overflowX: 'auto' }}>
        <table className="table" aria-label={t('lastWeek')}>
          <thead>
            <tr>
              <th scope="col">{t('partner')}</th>
              <th scope="col">{t('byHour')}</th>
              <th scope="col">{t('sent')}</th>
              <th scope="col">{t('came')}</th>
            </tr>
          </thead>
          <tbody>
            {partners.slice(0, 12).map((code) => (
              <tr key={code}>
                <td lang="vi" style={{ minWidth: 130 }}>
                  <Link to={`/exchange?q=${encodeURIComponent(code)}`}>
                    {traffic.hours.find((one) => one.partnerCode === code)?.partnerName || code}
                  </Link>{' '}
                  <bdi className="quiet">{code}</bdi>
                </td>
                <td>
                  <svg
                    viewBox={`0 0 ${week * 2} 26`}
                    preserveAspectRatio="none"
                    height={26}
                    aria-hidden="true"
                    style={{ direction: 'ltr', display: 'block', width: '100%', minWidth: 84, maxWidth: week * 2 }}
                  >
                    {hoursOf(code).map((count, n) => (
                      <rect
                        key={n}
                        x={n * 2}
                        y={25 - Math.round((count / most) * 24)}
                        width={1.6}
                        height={Math.max(1, Math.round((count / most) * 24))}
                        fill={count ? 'var(--act)' : 'var(--rule)'}
                      />
                    ))}
                  </svg>
                </td>
                <td className="number">{sum(code, 'sent')}</td>
                <td className="number">{sum(code, 'came')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
