import { audit, type CheckpointView } from '@mocban/contract/audit'
import { addressOf } from '../shell/client.ts'
import { DataTable } from '../shell/data-table.tsx'
import { formatInstant, formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { usePages } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** The signed checkpoints, each to be taken outside. */
export default function CheckpointsScreen() {
  const t = useText<typeof vi>('audit')
  const language = useLanguage()
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(audit.checkpoints, {})
  return (
    <div className="screen">
      <h1>{t('checkpoints')}</h1>
      <p className="quiet" style={{ maxWidth: '75ch' }}>
        {t('checkpointsWhy')}
      </p>
      <DataTable<CheckpointView>
        label={t('checkpoints')}
        rows={rows}
        idOf={(row) => String(row.number)}
        loading={isPending}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={<EmptyState>{t('checkpointsEmpty')}</EmptyState>}
        columns={[
          { key: 'number', title: t('number'), width: 70, cell: (row) => formatNumber(row.number, language) },
          { key: 'at', title: t('signedAt'), width: 160, cell: (row) => formatInstant(row.at) },
          {
            key: 'events',
            title: t('covered'),
            width: 160,
            cell: (row) => (row.events === null ? '–' : formatNumber(row.events, language)),
          },
          { key: 'root', title: t('root'), cell: (row) => <code title={row.root}>{row.root.slice(0, 24)}…</code> },
          { key: 'key', title: t('key'), width: 170, cell: (row) => <code>{row.keyId}</code> },
          {
            key: 'file',
            title: t('download'),
            width: 100,
            cell: (row) =>
              row.events !== null && (
                <a href={addressOf(audit.checkpoint, { params: { number: row.number } })} download>
                  {t('download')}
                </a>
              ),
          },
        ]}
      />
    </div>
  )
}
