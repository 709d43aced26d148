import type { ComponentProps } from 'react'
import { type RecordPanelProps, recordPanels } from '../documents/record/panels.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'
import { taskPanels } from '../tasks/panels.ts'

type TaskProps = ComponentProps<(typeof taskPanels)[number]['component']>

recordPanels.push({
  key: 'access',
  place: 'last',
  component: later<RecordPanelProps>(async () => (await import('./access-panel.tsx')).DocumentAccess),
})
taskPanels.push({
  key: 'access',
  component: later<TaskProps>(async () => (await import('./access-panel.tsx')).TaskAccess),
})

export const accessModule: WebModule = {
  name: 'access',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [{ path: '/organisation/confidentiality', load: () => import('./classes-screen.tsx') }],
  places: [],
  commands: [{ label: 'classes', path: '/organisation/confidentiality', ofAgency: true }],
}
