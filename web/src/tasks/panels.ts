import type { TaskRecord } from '@mocban/contract/tasks-record'
import type { ComponentType } from 'react'

/** Parts of the task page that another module brings: the trail, work files. */
export const taskPanels: { key: string; component: ComponentType<{ task: TaskRecord }> }[] = []
