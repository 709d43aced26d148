import { SegmentedControl } from '@mantine/core'
import { type DocumentRow, documentStates, documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { directionsOfTravel, urgencies } from '@mocban/contract/values'
import { HeldBy } from '../desk/held-by.tsx'
import { DataTable } from '../shell/data-table.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { formatDate, formatWhen } from '../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../shell/languages.ts'
import { moreOf } from '../shell/look-further.tsx'
import { DeadlineText, EmptyState, UrgencyMark } from '../shell/marks.tsx'
import { Link, useFilters } from '../shell/navigate.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import { slots } from '../shell/slots.ts'
import { addressOfDocument } from './address-of-document.ts'
import { BulkActs } from './list-bulk.tsx'
import { LookedBack } from './looked-back.tsx'
import type vi from './messages/core.vi.ts'

/** Documents one may see, newest first, by the filters of the address bar. */
export default function DocumentsScreen() {
  const t = useText<typeof vi>('documents')
  const words = useCodeText('documents')
  const shell = useCodeText('shell')
  const language = useLanguage()
  const [filters, change] = useFilters()
  const types = useRoute(documents.types, {})
  const units = useRoute(handling.units, filters.heldBy ? {} : undefined)
  const { open, ...others } = filters
  const list = usePages(documents.list, { ...others, ...(open ? { open } : {}) }, undefined, {
    of: filters.travel ?? '',
  })
  const looking = <LookedBack list={list} words={filters.q} />
  const title = directionsOfTravel.find((code) => code === filters.travel) ?? 'everything'
  return (
    <div className="screen">
      <h1>{t(title)}</h1>
      <FilterBar
        words={t('filterWords')}
        choices={[
          {
            key: 'state',
            label: t('state'),
            options: documentStates.map((code) => ({ value: code, label: words(`state.${code}`) })),
          },
          {
            key: 'type',
            label: t('type'),
            options: (types.data ?? []).map((type) => ({
              value: type.code,
              label: language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr,
            })),
          },
          {
            key: 'urgency',
            label: t('urgency'),
            options: urgencies.map((code) => ({ value: code, label: shell(`urgency.${code}`) })),
          },
          { key: 'mine', label: t('mineOnly'), options: [{ value: 'true', label: t('mineOnly') }] },
          { key: 'late', label: t('late'), options: [{ value: 'true', label: t('lateOnly') }] },
          { key: 'open', label: t('openOnly'), options: [{ value: 'true', label: t('openOnly') }] },
        ]}
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label={t('travel')}
              value={filters.travel ?? ''}
              onChange={(value) => change({ travel: value || undefined })}
              data={[
                { value: '', label: shell('all') },
                ...directionsOfTravel.map((code) => ({ value: code, label: t(code) })),
              ]}
            />
            {slots.exportList && list.rows.length > 0 && (
              <slots.exportList kind="documents" name={t(title)} query={filters} />
            )}
          </>
        }
      />
      <HeldBy filters={filters} units={units.data} />
      <DataTable<DocumentRow>
        label={t('place')}
        rows={list.rows}
        idOf={(row) => row.id}
        open={(row) => addressOfDocument(row)}
        loading={list.isPending}
        more={moreOf(list)}
        bulk={(rows, done) => <BulkActs rows={rows} done={done} />}
        empty={list.lookedBack ? looking : <EmptyState>{t('listEmpty')}</EmptyState>}
        columns={[
          {
            key: 'number',
            title: t(filters.travel === 'incoming' ? 'number' : 'numberOut'),
            named: true,
            width: 64,
            cell: (row) => <span className={row.state === 'cancelled' ? 'quiet' : ''}>{row.number ?? ''}</span>,
          },
          {
            key: 'symbol',
            title: t('symbol'),
            width: 150,
            cell: (row) => <bdi style={{ whiteSpace: 'nowrap' }}>{row.symbol}</bdi>,
          },
          {
            key: 'abstract',
            title: t('abstract'),
            main: true,
            cell: (row) => (
              <span lang="vi">
                <UrgencyMark urgency={row.urgency} />{' '}
                <Link
                  to={addressOfDocument(row)}
                  style={{ color: 'inherit', textDecoration: row.state === 'cancelled' ? 'line-through' : 'none' }}
                >
                  {row.abstract}
                </Link>
              </span>
            ),
          },
          {
            key: 'from',
            title: t('from'),
            width: 190,
            cell: (row) => <span lang="vi">{row.issuerName ?? row.draftingUnitName}</span>,
          },
          {
            key: 'holder',
            title: t('holder'),
            width: 190,
            cell: (row) => <Holders row={row} fallback={words(`state.${row.state}`)} />,
          },
          {
            key: 'due',
            title: t('due'),
            width: 110,
            cell: (row) => <DeadlineText on={row.dueOn} ended={row.finishedAt !== null} />,
          },
          {
            key: 'date',
            title: t(filters.travel === 'incoming' ? 'arrivedOn' : 'listedOn'),
            named: true,
            width: 92,
            cell: (row) => (
              <span className="quiet">{row.arrivedOn ? formatDate(row.arrivedOn) : formatWhen(row.listedAt)}</span>
            ),
          },
        ]}
      />
      {list.rows.length > 0 && list.lookedBack && looking}
    </div>
  )
}

function Holders({ row, fallback }: { row: DocumentRow; fallback: string }) {
  const [first, ...others] = row.holders
  if (!first) return <span className="quiet">{fallback}</span>
  return (
    <span lang="vi">
      {first.personName ?? first.unitName}
      {others.length > 0 && <span className="quiet"> +{others.length}</span>}
    </span>
  )
}
