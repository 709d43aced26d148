import { Button } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { PlanRow } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { DataTable } from '../shell/data-table.tsx'
import { formatDate, formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { Link, useGo } from '../shell/navigate.tsx'
import { useAct, usePages } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { emptyFacts, PlanFactsDialog } from './plan-facts.tsx'

/** Plans of reorganisation, newest first. */
export default function PlansScreen() {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const go = useGo()
  const [making, setMaking] = useState(false)
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(reorganisation.list, {})
  const create = useAct(reorganisation.create, { done: ({ id }) => go(`/reorganisations/${id}`) })
  return (
    <div className="screen">
      <h1>{t('place')}</h1>
      <p className="quiet" style={{ maxWidth: '85ch' }}>
        {t('why')}
      </p>
      <Button mb={12} onClick={() => setMaking(true)}>
        {t('newPlan')}
      </Button>
      <DataTable<PlanRow>
        label={t('place')}
        rows={rows}
        idOf={(row) => row.id}
        loading={isPending}
        open={(row) => `/reorganisations/${row.id}`}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={<EmptyState>{t('noPlans')}</EmptyState>}
        columns={[
          {
            key: 'title',
            title: t('title'),
            main: true,
            cell: (row) => (
              <>
                <Link to={`/reorganisations/${row.id}`}>
                  <span lang="vi">{row.title}</span>
                </Link>
                <div className="quiet" lang="vi">
                  {row.basis}
                </div>
              </>
            ),
          },
          { key: 'state', title: t('state'), width: 150, cell: (row) => t(`state.${row.state}`) },
          {
            key: 'on',
            title: t('effectiveOn'),
            width: 120,
            named: true,
            cell: (row) => <time dateTime={row.effectiveOn}>{formatDate(row.effectiveOn)}</time>,
          },
          {
            key: 'operations',
            title: t('operations'),
            width: 100,
            named: true,
            cell: (row) => formatNumber(row.operations, language),
          },
          {
            key: 'unsettled',
            title: t('unsettled'),
            width: 120,
            named: true,
            cell: (row) =>
              row.unsettled > 0 ? (
                <span className="late">{formatNumber(row.unsettled, language)}</span>
              ) : (
                <span className="quiet">0</span>
              ),
          },
          {
            key: 'by',
            title: t('madeBy'),
            width: 190,
            named: true,
            cell: (row) => (
              <>
                <span lang="vi">{row.createdBy.name}</span>{' '}
                <time className="quiet" dateTime={row.createdAt}>
                  {formatDate(row.createdAt)}
                </time>
              </>
            ),
          },
        ]}
      />
      {making && (
        <PlanFactsDialog
          title={t('newPlan')}
          act={t('begin')}
          facts={emptyFacts()}
          busy={create.isPending}
          close={() => setMaking(false)}
          submit={(body) => create.mutate({ body })}
        />
      )}
    </div>
  )
}
