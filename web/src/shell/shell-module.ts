import { IconLayoutList } from '@tabler/icons-react'
import type { WebModule } from './module.ts'

/** Desk and settings, and the words of everything shared. */
export const shellModule: WebModule = {
  name: 'shell',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/', load: () => import('../desk/desk-screen.tsx') },
    { path: '/settings', load: () => import('./settings-screen.tsx') },
  ],
  places: [{ path: '/', label: 'desk', icon: IconLayoutList, order: 0 }],
  // One's own, so they stand under the person; the rail is for the work.
  commands: [{ label: 'settings', path: '/settings' }],
}
