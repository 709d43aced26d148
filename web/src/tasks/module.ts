import { IconChecklist } from '@tabler/icons-react'
import { deskPanels } from '../desk/panels.ts'
import { type RecordPanelProps, recordPanels } from '../documents/record/panels.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'
import { DeskTasks } from './desk-tasks.tsx'

deskPanels.push({ key: 'tasks', place: 'to-do', component: DeskTasks })
recordPanels.push({
  key: 'passage',
  place: 'first',
  component: later<RecordPanelProps>(async () => (await import('./document-tasks.tsx')).PassageTask),
})
recordPanels.push({
  key: 'tasks',
  place: 'last',
  component: later<RecordPanelProps>(async () => (await import('./document-tasks.tsx')).DocumentTasks),
})

export const tasksModule: WebModule = {
  name: 'tasks',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/tasks', load: () => import('./list-screen.tsx') },
    { path: '/tasks/new', load: () => import('./new-screen.tsx') },
    { path: '/tasks/statistics', load: () => import('./statistics-screen.tsx') },
    { path: '/tasks/hand-over', load: () => import('./hand-over-screen.tsx') },
    { path: '/tasks/reminders', load: () => import('./reminders-screen.tsx') },
    { path: '/tasks/$id', load: () => import('./task-screen.tsx') },
  ],
  places: [{ path: '/tasks', label: 'place', icon: IconChecklist, order: 4 }],
  commands: [
    { label: 'newTask', path: '/tasks/new' },
    { label: 'statistics', path: '/tasks/statistics' },
    { label: 'reminders', path: '/tasks/reminders', ofAgency: true },
    { label: 'handOver', path: '/tasks/hand-over' },
  ],
}
