import { type AuditedAct, audit, type CouldSee } from '@mocban/contract/audit'
import { DataTable } from '../shell/data-table.tsx'
import { DateField } from '../shell/date-field.tsx'
import { ScreenFailed } from '../shell/failures.tsx'
import { formatDate, formatInstant, todayInVietnam } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState, Facts, Section } from '../shell/marks.tsx'
import { Link, useFilters, useParam } from '../shell/navigate.tsx'
import { PostHeld } from '../shell/post-held.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import { useActColumns } from './act-cells.tsx'
import type vi from './messages/vi.ts'

/**
 * One record as an auditor sees it: who could see it on a day and why, and what the agency did with it. What it says is not shown. Each part reads for itself:
 * where there is no such record the parts go, and nothing is said of them.
 */
export default function AuditedRecordScreen() {
  const t = useText<typeof vi>('audit')
  const words = useCodeText('audit')
  const id = useParam('id')
  const record = useRoute(audit.record, { params: { id } })
  if (record.error) return <ScreenFailed error={record.error} />
  const facts = record.data
  return (
    <div className="screen">
      {/* Together with its symbol: Chromium draws no blank before a <bdi> that was empty at first. */}
      <h1>
        {facts ? (
          <span>
            {t('recordTitle', { name: facts.list ? words(`list.${facts.list}`) : '' })} <bdi>{facts.name}</bdi>
          </span>
        ) : (
          '…'
        )}
      </h1>
      {facts && (
        <Section title={t('ofAgency')}>
          <Facts
            rows={[
              [t('recordDay'), formatDate(facts.on)],
              [t('agencyThen'), facts.agency.name],
              [t('sealThen'), facts.agency.sealText],
              [t('codeThen'), facts.agency.exchangeCode],
              [t('endedOn'), facts.endedOn && formatDate(facts.endedOn)],
              [
                t('successorNow'),
                facts.successor && (
                  <Link key="successor" to={`/organisation?unit=${facts.successor.id}`}>
                    <span lang="vi">{facts.successor.name}</span>
                  </Link>
                ),
              ],
            ]}
          />
        </Section>
      )}
      <SeenBy id={id} />
      <Trail id={id} />
    </div>
  )
}

function SeenBy({ id }: { id: string }) {
  const t = useText<typeof vi>('audit')
  const words = useCodeText('audit')
  const [filters, change] = useFilters()
  const day = filters.day ?? todayInVietnam()
  const seen = useRoute(audit.couldSee, { params: { id }, query: { day } })
  return (
    <Section title={t('couldSee')}>
      <p className="quiet">{t('couldSeeWhy')}</p>
      <div style={{ maxWidth: 180, marginBottom: 10 }}>
        <DateField label={t('day')} value={day} onChange={(value) => change({ day: value ?? undefined })} />
      </div>
      <DataTable<CouldSee>
        label={t('couldSee')}
        rows={seen.data ?? []}
        idOf={(row) => [row.who, row.position, row.unit, row.actingFor, row.reason].join()}
        loading={seen.isPending}
        empty={<EmptyState>{t('couldSeeNobody')}</EmptyState>}
        columns={[
          {
            key: 'who',
            title: t('person'),
            main: true,
            cell: (row) => (
              <>
                <bdi lang="vi">{row.who}</bdi>
                {row.actingFor && <span className="late"> ({t('actingFor', { name: row.actingFor })})</span>}{' '}
                <PostHeld title={row.position} heldAs={row.heldAs} unit={row.unit} />
              </>
            ),
          },
          { key: 'why', title: t('why'), width: 240, cell: (row) => words(`reason.${row.reason}`) },
          { key: 'since', title: t('since'), named: true, width: 140, cell: (row) => formatInstant(row.since) },
          {
            key: 'until',
            title: t('until'),
            named: true,
            width: 140,
            cell: (row) => (row.until ? formatInstant(row.until) : t('stillOpen')),
          },
        ]}
      />
    </Section>
  )
}

function Trail({ id }: { id: string }) {
  const t = useText<typeof vi>('audit')
  const trail = usePages(audit.acts, { record: id }, undefined, { of: id })
  const columns = useActColumns()
  return (
    <Section title={t('trail')} actions={<Link to={`/audit?record=${id}`}>{t('allActs')}</Link>}>
      <DataTable<AuditedAct>
        label={t('trail')}
        rows={trail.rows}
        idOf={(act) => act.id}
        loading={trail.isPending}
        more={{ has: trail.hasNextPage, loading: trail.isFetchingNextPage, load: () => void trail.fetchNextPage() }}
        empty={<EmptyState>{t('actsEmpty')}</EmptyState>}
        columns={columns.filter((column) => column.key !== 'record')}
      />
    </Section>
  )
}
