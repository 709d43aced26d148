import { IconFolders } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { type RecordPanelProps, recordPanels } from '../documents/record/panels.ts'
import { loadLaterWords } from '../shell/languages.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'
import { settingsPanels } from '../shell/settings-panels.ts'
import { slots } from '../shell/slots.ts'
import { taskPanels } from '../tasks/panels.ts'
import { Bell } from './bell.tsx'
import { suggest } from './suggest.ts'

type TaskProps = ComponentProps<(typeof taskPanels)[number]['component']>

slots.bell = Bell
slots.suggest = suggest
slots.exportList = later(async () => (await import('./export-button.tsx')).ExportButton)
slots.searchAddress = (q) => `/search?${new URLSearchParams({ q })}`
recordPanels.push({
  key: 'work-files',
  place: 'last',
  component: later<RecordPanelProps>(async () => (await import('./document-panels.tsx')).DocumentWorkFiles),
})
recordPanels.push({
  key: 'trail',
  place: 'last',
  ofDraft: true,
  component: later<RecordPanelProps>(async () => (await import('./document-panels.tsx')).DocumentTrail),
})
taskPanels.push({
  key: 'work-files',
  component: later<TaskProps>(async () => (await import('./document-panels.tsx')).TaskWorkFiles),
})
taskPanels.push({
  key: 'trail',
  component: later<TaskProps>(async () => (await import('./document-panels.tsx')).TaskTrail),
})
settingsPanels.push({
  key: 'notifications',
  component: later(async () => (await import('./notification-settings.tsx')).NotificationSettings),
})

export const aroundModule: WebModule = {
  name: 'around',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/search', load: () => import('./search-screen.tsx') },
    { path: '/work-files', load: () => import('./work-files-screen.tsx') },
    {
      path: '/work-files/$id',
      load: async () => {
        // It shows who may see the file, as documents do.
        await loadLaterWords('access')
        return import('./work-file-screen.tsx')
      },
    },
    { path: '/exports', load: () => import('./exports-screen.tsx') },
  ],
  places: [{ path: '/work-files', label: 'workFilesPlace', icon: IconFolders, order: 6 }],
  commands: [
    { label: 'search', path: '/search' },
    { label: 'exports', path: '/exports' },
  ],
}
