import { Dialog } from '../shell/dialog.tsx'
import { useText } from '../shell/languages.ts'
import type shellVi from '../shell/messages/vi.ts'
import type { Selected } from '../shell/pdf-viewer.tsx'
import type vi from './messages/vi.ts'
import { TaskForm } from './task-form.tsx'

/** Assigns a task over the page one is on. */
export function CreateTaskDialog({
  close,
  ...origin
}: {
  documentId?: string
  directionId?: string | null
  place?: Selected | null
  parentId?: string
  dueOn?: string | null
  close: () => void
}) {
  const t = useText<typeof vi>('tasks')
  const shell = useText<typeof shellVi>('shell')
  return (
    <Dialog
      onClose={close}
      size="lg"
      title={t(origin.parentId ? 'split' : 'newTask')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <TaskForm {...origin} done={close} />
    </Dialog>
  )
}
