import { useText } from '../shell/languages.ts'
import { useFilters, useGo } from '../shell/navigate.tsx'
import type vi from './messages/vi.ts'
import { TaskForm } from './task-form.tsx'

/** A task on its own, or from what the address names. */
export default function NewTaskScreen() {
  const t = useText<typeof vi>('tasks')
  const go = useGo()
  const [from] = useFilters()
  return (
    <div className="screen">
      <h1>{t('newTask')}</h1>
      <TaskForm
        {...(from.document ? { documentId: from.document } : {})}
        {...(from.parent ? { parentId: from.parent } : {})}
        done={(id) => go(`/tasks/${id}`)}
      />
    </div>
  )
}
