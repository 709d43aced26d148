import type { ComponentProps } from 'react'
import { type RecordPanelProps, recordPanels } from '../documents/record/panels.ts'
import { loadLaterWords } from '../shell/languages.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'
import { taskPanels } from '../tasks/panels.ts'

type TaskProps = ComponentProps<(typeof taskPanels)[number]['component']>

recordPanels.push({
  key: 'access',
  place: 'last',
  ofDraft: true,
  component: later<RecordPanelProps>(async () => {
    await loadLaterWords('access')
    return (await import('./access-panel.tsx')).DocumentAccess
  }),
})
taskPanels.push({
  key: 'access',
  component: later<TaskProps>(async () => {
    await loadLaterWords('access')
    return (await import('./access-panel.tsx')).TaskAccess
  }),
})

export const accessModule: WebModule = {
  name: 'access',
  messages: {
    vi: () => import('./messages/labels.vi.ts'),
    en: () => import('./messages/labels.en.ts'),
    ur: () => import('./messages/labels.ur.ts'),
  },
  laterMessages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [{ path: '/organisation/confidentiality', load: () => import('./classes-screen.tsx') }],
  places: [],
  commands: [{ label: 'classes', path: '/organisation/confidentiality', ofAgency: true }],
}
