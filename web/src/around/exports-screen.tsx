import { type ExportView, exports } from '@mocban/contract/exports'
import { addressOf } from '../shell/client.ts'
import { DataTable } from '../shell/data-table.tsx'
import { formatInstant, formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** One's exports of the last week: how far each is, and the file. */
export default function ExportsScreen() {
  const t = useText<typeof vi>('around')
  const language = useLanguage()
  const { data, isPending } = useRoute(exports.list, {}, { refetchInterval: 3000 })
  return (
    <div className="screen">
      <h1>{t('exports')}</h1>
      <DataTable<ExportView>
        label={t('exports')}
        rows={data ?? []}
        idOf={(row) => row.id}
        loading={isPending}
        empty={<EmptyState>{t('exportsEmpty')}</EmptyState>}
        columns={[
          { key: 'name', title: t('name'), main: true, cell: (row) => <span lang="vi">{row.name}</span> },
          { key: 'when', title: t('when'), width: 150, cell: (row) => formatInstant(row.createdAt) },
          {
            key: 'state',
            title: t('state'),
            width: 220,
            cell: (row) => (
              <span className={row.state === 'failed' ? 'late' : ''} role="status">
                {t(`exportState.${row.state}`, { rows: formatNumber(row.rowsDone, language) })}
              </span>
            ),
          },
          {
            key: 'file',
            title: t('download'),
            width: 120,
            cell: (row) =>
              row.state === 'done' && (
                <a href={addressOf(exports.file, { params: { id: row.id } })} download>
                  {t('download')}
                </a>
              ),
          },
        ]}
      />
    </div>
  )
}
