import { Pill } from '@mantine/core'
import { actLabel, acts } from '@mocban/contract/acts'
import { type AuditedAct, audit } from '@mocban/contract/audit'
import { DataTable } from '../shell/data-table.tsx'
import { DateField } from '../shell/date-field.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { apart, formatDate } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { Link, useFilters } from '../shell/navigate.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import { slots } from '../shell/slots.ts'
import { useActColumns } from './act-cells.tsx'
import type vi from './messages/vi.ts'

/** Who did what in the agency: narrowed by person, record, act, address and days, as the address bar says. */
export default function ActsScreen() {
  const t = useText<typeof vi>('audit')
  const language = useLanguage()
  const [filters, change] = useFilters()
  // The name stands in the address bar for people to read; the server is asked by the identifier.
  const { personName, ...query } = filters
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(audit.acts, query)
  const agencies = useRoute(audit.agencies, {}).data ?? []
  const columns = useActColumns(change, agencies.length > 1)
  const kinds = Object.keys(acts)
    .map((kind) => ({ value: kind, label: actLabel(kind, language) }))
    .sort((one, other) => one.label.localeCompare(other.label, language))
  return (
    <div className="screen">
      <h1>{t('acts')}</h1>
      <p className="quiet" style={{ maxWidth: '85ch' }}>
        {t('actsWhy')} <Link to="/audit/checkpoints">{t('checkpoints')}</Link>
      </p>
      <FilterBar
        words={t('searchWords')}
        choices={[
          { key: 'kind', label: t('kind'), options: kinds, wide: true },
          ...(agencies.length > 1
            ? [
                {
                  key: 'agency',
                  label: t('agency'),
                  wide: true,
                  options: agencies.map(({ id, name, endedOn }) => ({
                    value: id,
                    label: endedOn ? t('agencyEnded', { name, on: formatDate(endedOn) }) : name,
                  })),
                },
              ]
            : []),
        ]}
        actions={
          slots.exportList && rows.length > 0 && <slots.exportList kind="audit" name={t('exportName')} query={query} />
        }
      />
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'end', marginBottom: 10 }}>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 195px))', gap: 12 }}>
          <DateField
            label={t('from')}
            value={filters.from ?? null}
            onChange={(from) => change({ from: from ?? undefined })}
          />
          <DateField label={t('to')} value={filters.to ?? null} onChange={(to) => change({ to: to ?? undefined })} />
        </div>
        {filters.person && (
          <Chip
            label={t('chipPerson', { name: personName ?? rows[0]?.who ?? '' })}
            drop={() => change({ person: undefined, personName: undefined })}
          />
        )}
        {filters.record && (
          <Chip
            label={t('chipRecord', { name: apart(rows[0]?.recordName ?? filters.record) })}
            drop={() => change({ record: undefined })}
          />
        )}
        {filters.address && (
          <Chip label={t('chipAddress', { name: filters.address })} drop={() => change({ address: undefined })} />
        )}
      </div>
      <DataTable<AuditedAct>
        label={t('acts')}
        rows={rows}
        idOf={(act) => act.id}
        loading={isPending}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={<EmptyState>{t('actsEmpty')}</EmptyState>}
        columns={columns}
      />
    </div>
  )
}

function Chip({ label, drop }: { label: string; drop: () => void }) {
  const t = useText<typeof vi>('audit')
  return (
    <Pill size="lg" withRemoveButton removeButtonProps={{ 'aria-label': t('drop', { name: label }) }} onRemove={drop}>
      <bdi>{label}</bdi>
    </Pill>
  )
}
