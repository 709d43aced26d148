import { tasks } from '@mocban/contract/tasks'
import type { TaskActName, TaskRecord } from '@mocban/contract/tasks-record'
import { useState } from 'react'
import { type Act, Acts } from '../shell/acts.tsx'
import { daysUntil } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import type shellVi from '../shell/messages/vi.ts'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import { undoing } from '../shell/undo.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { CreateTaskDialog } from './create-task-dialog.tsx'
import type vi from './messages/vi.ts'
import { ReportDialog } from './report-dialog.tsx'
import {
  AnswerExtensionDialog,
  AskExtensionDialog,
  ReassignDialog,
  UrgeTaskDialog,
  WordsDialog,
} from './task-dialogs.tsx'

const silent = ['accept', 'resume'] as const
const withWords = ['refuse', 'block', 'wait', 'deliver', 'verify', 'return', 'cancel'] as const
const order: TaskActName[] = [
  'accept',
  'verify',
  'answer-extension',
  'urge',
  'report',
  'resume',
  'deliver',
  'return',
  'split',
  'ask-extension',
  'block',
  'wait',
  'change',
  'reassign',
  'refuse',
  'cancel',
]

/** What can be done with the task now by who looks at it. */
export function TaskActs({ task }: { task: TaskRecord }) {
  const t = useText<typeof vi>('tasks')
  const shell = useText<typeof shellVi>('shell')
  const [open, setOpen] = useState<TaskActName | null>(null)
  const act = useAct(tasks.act, {
    done: ({ version }) => notify.done(t('done'), undoing(tasks.undo, { params: { id: task.id }, body: { version } })),
  })
  const run = (name: TaskActName) => {
    const at = silent.find((one) => one === name)
    if (at) act.mutate({ params: { id: task.id }, body: { version: task.version, act: at, text: '' } })
    else setOpen(name)
  }
  const shown: Act[] = order
    // What belongs to the other side is not offered at all; what is ours but not now says why.
    .filter(
      (name) =>
        task.acts[name]?.allowed ||
        !['not-lead', 'not-assigner', 'no-extension', 'task-ended', 'already-yours', 'not-yours-to-urge'].includes(
          task.acts[name]?.because ?? '',
        ),
    )
    .map((name) => ({
      key: name,
      label: name === 'urge' ? shell('urge') : t(name as keyof typeof vi),
      permission: task.acts[name],
      run: () => run(name),
      danger: name === 'cancel',
      secondary: name === 'urge' && !(task.dueOn && daysUntil(task.dueOn) <= 3),
    }))
  const close = () => setOpen(null)
  const words = withWords.find((one) => one === open)
  if (!open && !shown.some((one) => one.permission?.allowed)) return null
  return (
    <div style={{ marginBottom: 14 }}>
      <Acts acts={shown} />
      {words && <WordsDialog task={task} act={words} close={close} />}
      {open === 'urge' && <UrgeTaskDialog task={task} close={close} />}
      {open === 'report' && <ReportDialog task={task} close={close} />}
      {open === 'ask-extension' && <AskExtensionDialog task={task} close={close} />}
      {open === 'answer-extension' && <AnswerExtensionDialog task={task} close={close} />}
      {open === 'reassign' && <ReassignDialog task={task} close={close} />}
      {open === 'change' && <ChangeDialog task={task} close={close} />}
      {open === 'split' && <CreateTaskDialog parentId={task.id} dueOn={task.dueOn} close={close} />}
    </div>
  )
}
