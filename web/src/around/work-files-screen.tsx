import { Button } from '@mantine/core'
import { type WorkFileRow, workFileStates, workFiles } from '@mocban/contract/work-files'
import { useState } from 'react'
import { DataTable } from '../shell/data-table.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { formatDate } from '../shell/format.ts'
import { forgetKept, useKept } from '../shell/kept.tsx'
import { KeptDialog } from '../shell/kept-dialog.tsx'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { Link, useFilters, useGo } from '../shell/navigate.tsx'
import { useAct, usePages } from '../shell/queries.ts'
import { OutsideScope } from '../shell/scope.tsx'
import type vi from './messages/vi.ts'
import { WorkFileFields } from './work-file-fields.tsx'

/** The work files one may see, newest first. */
export default function WorkFilesScreen() {
  const t = useText<typeof vi>('around')
  const [filters] = useFilters()
  const [opening, setOpening] = useState(false)
  const list = usePages(workFiles.list, filters)
  const button = <Button onClick={() => setOpening(true)}>{t('openFile')}</Button>
  return (
    <div className="screen">
      <h1>{t('workFiles')}</h1>
      <FilterBar
        words={t('workFileFilter')}
        choices={[
          {
            key: 'state',
            label: t('state'),
            options: workFileStates.map((state) => ({ value: state, label: t(`fileState.${state}`) })),
          },
        ]}
        actions={button}
      />
      <DataTable<WorkFileRow>
        label={t('workFiles')}
        rows={list.rows}
        idOf={(row) => row.id}
        open={(row) => `/work-files/${row.id}`}
        loading={list.isPending}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={<EmptyState>{t('workFilesEmpty')}</EmptyState>}
        columns={[
          { key: 'code', title: t('code'), width: 150, cell: (row) => <bdi>{row.code}</bdi> },
          {
            key: 'title',
            title: t('fileTitle'),
            main: true,
            cell: (row) => (
              <Link to={`/work-files/${row.id}`} style={{ color: 'inherit', textDecoration: 'none' }}>
                <span lang="vi">{row.title}</span>
              </Link>
            ),
          },
          { key: 'documents', title: t('documentsCount'), named: true, width: 90, cell: (row) => row.documents },
          { key: 'unit', title: t('unit'), width: 220, cell: (row) => <span lang="vi">{row.unitName}</span> },
          {
            key: 'who',
            title: t('responsible'),
            width: 170,
            cell: (row) => <span lang="vi">{row.responsibleName}</span>,
          },
          {
            key: 'opened',
            title: t('openedOn'),
            named: true,
            width: 100,
            cell: (row) => <span className="quiet">{formatDate(row.listedAt)}</span>,
          },
          { key: 'state', title: t('state'), width: 110, cell: (row) => t(`fileState.${row.state}`) },
        ]}
      />
      {opening && <OpenFile close={() => setOpening(false)} />}
    </div>
  )
}

function OpenFile({ close }: { close: () => void }) {
  const t = useText<typeof vi>('around')
  const go = useGo()
  const place = 'open-file'
  const [title, setTitle] = useKept(place, 'title', '')
  const [summary, setSummary] = useKept(place, 'summary', '')
  const [keepYears, setKeepYears] = useKept<number | null>(place, 'keepYears', 10)
  const open = useAct(workFiles.open, {
    done: ({ id }) => {
      forgetKept(place)
      go(`/work-files/${id}`)
    },
  })
  return (
    <KeptDialog
      title={t('openFile')}
      place={place}
      busy={open.isPending}
      close={close}
      submit={() => open.mutate({ body: { title, summary, keepYears } })}
    >
      <OutsideScope />
      <WorkFileFields {...{ title, setTitle, summary, setSummary, keepYears, setKeepYears }} />
    </KeptDialog>
  )
}
