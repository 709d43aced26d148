import { IconFolders } from '@tabler/icons-react'
import { recordPanels } from '../documents/record/panels.ts'
import type { WebModule } from '../shell/module.ts'
import { settingsPanels } from '../shell/settings-panels.ts'
import { slots } from '../shell/slots.ts'
import { Bell } from './bell.tsx'
import { DocumentTrail, DocumentWorkFiles } from './document-panels.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { suggest } from './suggest.ts'

slots.bell = Bell
slots.suggest = suggest
slots.searchAddress = (q) => `/search?${new URLSearchParams({ q })}`
recordPanels.push({ key: 'work-files', place: 'last', component: DocumentWorkFiles })
recordPanels.push({ key: 'trail', place: 'last', component: DocumentTrail })
settingsPanels.push({ key: 'notifications', component: NotificationSettings })

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
    { path: '/work-files/$id', load: () => import('./work-file-screen.tsx') },
    { path: '/exports', load: () => import('./exports-screen.tsx') },
  ],
  places: [{ path: '/work-files', label: 'workFilesPlace', icon: IconFolders, order: 6 }],
  commands: [
    { label: 'search', path: '/search' },
    { label: 'exports', path: '/exports' },
  ],
}
