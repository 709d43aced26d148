import { tasks } from '@mocban/contract/tasks'
import { useRoute } from '../shell/queries.ts'
import { TaskActs } from './task-acts.tsx'

/** On the desk: what can be done with a task now. */
export default function ActsInPlace({ taskId }: { taskId: string }) {
  const { data: task } = useRoute(tasks.read, { params: { id: taskId } })
  return task ? <TaskActs task={task} /> : <span className="quiet">…</span>
}
