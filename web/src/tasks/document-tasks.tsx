import { Button } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { tasks } from '@mocban/contract/tasks'
import { useState } from 'react'
import { useCodeText, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import type { Selected } from '../shell/pdf-viewer.tsx'
import { usePages } from '../shell/queries.ts'
import { CreateTaskDialog } from './create-task-dialog.tsx'
import { TaskLines } from './desk-tasks.tsx'
import type vi from './messages/vi.ts'
import './tasks.css'

/** On a document's page, at once where a passage is selected: it is made into a task that keeps the place. */
export function PassageTask({ record, selected }: { record: DocumentRecord; selected: Selected | null }) {
  const t = useText<typeof vi>('tasks')
  const [creating, setCreating] = useState<Selected | null>(null)
  if (!selected && !creating) return null
  return (
    <div className="passage" role="status">
      <q lang="vi" className="official">
        {selected?.quote}
      </q>
      <Button size="compact-sm" onClick={() => setCreating(selected)}>
        {t('createFromSelection')}
      </Button>
      {creating && (
        <CreateTaskDialog
          documentId={record.id}
          place={creating}
          dueOn={record.dueOn}
          close={() => setCreating(null)}
        />
      )}
    </div>
  )
}

/** On a document's page: its tasks. */
export function DocumentTasks({ record }: { record: DocumentRecord }) {
  const t = useText<typeof vi>('tasks')
  const words = useCodeText('shell')
  const found = usePages(tasks.list, { documentId: record.id }, undefined, { of: record.id })
  const [creating, setCreating] = useState(false)
  const { rows } = found
  return (
    <Section
      title={`${t('tasksOfDocument')} (${rows.length}${found.hasNextPage ? '+' : ''})`}
      actions={
        <Button size="compact-xs" variant="default" onClick={() => setCreating(true)}>
          {t('createFromDocument')}
        </Button>
      }
    >
      {rows.length === 0 && <p className="quiet">{t('selectHint')}</p>}
      <TaskLines rows={rows} label={t('tasksOfDocument')} />
      {found.hasNextPage && (
        <button type="button" className="origins-more" onClick={() => void found.fetchNextPage()}>
          {words('loadMore')}
        </button>
      )}
      {creating && (
        <CreateTaskDialog
          documentId={record.id}
          directionId={record.directions.at(-1)?.id ?? null}
          dueOn={record.dueOn}
          close={() => setCreating(false)}
        />
      )}
    </Section>
  )
}
