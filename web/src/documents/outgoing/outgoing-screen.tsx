import { Button, SegmentedControl } from '@mantine/core'
import { type DocumentRow, documentStates, documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { DataTable } from '../../shell/data-table.tsx'
import { FilterBar } from '../../shell/filter-bar.tsx'
import { formatDate, formatWhen } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { moreOf } from '../../shell/look-further.tsx'
import { EmptyState, Section, UrgencyMark } from '../../shell/marks.tsx'
import { Link, useFilters, useGo } from '../../shell/navigate.tsx'
import { usePages, useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import { addressOfDocument } from '../address-of-document.ts'
import { LookedBack } from '../looked-back.tsx'
import { DraftsByKind } from './desk-panel.tsx'
import type vi from './messages/vi.ts'

const states = documentStates.filter((state) =>
  ['draft', 'in-review', 'approved', 'issued', 'recalled', 'replaced', 'cancelled'].includes(state),
)

/** Outgoing and internal documents: what waits for me, then all I may see, newest first. */
export default function OutgoingScreen() {
  const t = useText<typeof vi>('outgoing')
  const documentWords = useCodeText('documents')
  const go = useGo()
  const can = useCan('draft')
  const [filters, change] = useFilters()
  const desk = useRoute(outgoing.desk, {})
  const travel = filters.travel === 'internal' ? 'internal' : 'outgoing'
  const list = usePages(documents.list, { ...filters, travel }, undefined, { of: travel })
  const looking = <LookedBack list={list} words={filters.q} />
  return (
    <div className="screen desk">
      <div style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <h1 style={{ flex: 1, fontSize: 19, margin: 0 }}>{t('listTitle')}</h1>
        {can && <Button onClick={() => go('/outgoing/new')}>{t('draftNew')}</Button>}
      </div>
      <Section title={t('waitingForMe')}>
        <DraftsByKind items={desk.data ?? []} />
        {!desk.data?.length && (
          <p className="quiet" style={{ margin: 0 }}>
            {desk.isPending ? '…' : t('waitingEmpty')}
          </p>
        )}
      </Section>
      <FilterBar
        words={t('filterWords')}
        choices={[
          {
            key: 'state',
            label: t('state'),
            options: states.map((code) => ({ value: code, label: documentWords(`state.${code}`) })),
          },
        ]}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('travel')}
            value={travel}
            onChange={(value) => change({ travel: value === 'outgoing' ? undefined : value })}
            data={(['outgoing', 'internal'] as const).map((code) => ({ value: code, label: t(`travel.${code}`) }))}
          />
        }
      />
      <DataTable<DocumentRow>
        label={t('listTitle')}
        rows={list.rows}
        idOf={(row) => row.id}
        open={addressOfDocument}
        loading={list.isPending}
        more={moreOf(list)}
        empty={list.lookedBack ? looking : <EmptyState>{t('listEmpty')}</EmptyState>}
        columns={[
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
                <Link to={addressOfDocument(row)} style={{ color: 'inherit', textDecoration: 'none' }}>
                  {row.abstract}
                </Link>
              </span>
            ),
          },
          { key: 'unit', title: t('unit'), width: 220, cell: (row) => <span lang="vi">{row.draftingUnitName}</span> },
          { key: 'state', title: t('state'), width: 130, cell: (row) => documentWords(`state.${row.state}`) },
          {
            key: 'date',
            title: t('date'),
            width: 96,
            cell: (row) => (
              <span className="quiet">{row.issuedOn ? formatDate(row.issuedOn) : formatWhen(row.listedAt)}</span>
            ),
          },
        ]}
      />
      {list.rows.length > 0 && list.lookedBack && looking}
    </div>
  )
}
