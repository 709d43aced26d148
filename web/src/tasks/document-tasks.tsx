import { Button } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { tasks } from '@mocban/contract/tasks'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import type { Selected } from '../shell/pdf-viewer.tsx'
import { useRoute } from '../shell/queries.ts'
import { CreateTaskDialog } from './create-task-dialog.tsx'
import { TaskLines } from './desk-tasks.tsx'
import type vi from './messages/vi.ts'

/** On a document's page: its tasks, and a passage that is selected made into one. */
export function DocumentTasks({ record, selected }: { record: DocumentRecord; selected: Selected | null }) {
  const t = useText<typeof vi>('tasks')
  const found = useRoute(tasks.list, { query: { documentId: record.id, limit: 50 } })
  const [creating, setCreating] = useState<{ place: Selected | null } | null>(null)
  const rows = found.data?.items ?? []
  return (
    <Section
      title={`${t('tasksOfDocument')} (${rows.length})`}
      actions={
        <Button
          size="compact-xs"
          variant={selected ? 'filled' : 'default'}
          onClick={() => setCreating({ place: selected })}
        >
          {t(selected ? 'createFromSelection' : 'createFromDocument')}
        </Button>
      }
    >
      {rows.length === 0 && <p className="quiet">{t('selectHint')}</p>}
      <TaskLines rows={rows} label={t('tasksOfDocument')} />
      {creating && (
        <CreateTaskDialog
          documentId={record.id}
          directionId={creating.place ? null : (record.directions.at(-1)?.id ?? null)}
          place={creating.place}
          dueOn={record.dueOn}
          close={() => setCreating(null)}
        />
      )}
    </Section>
  )
}
