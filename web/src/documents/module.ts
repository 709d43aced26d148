import { IconFilePlus, IconFileText, IconInbox } from '@tabler/icons-react'
import { deskPanels } from '../desk/panels.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'

deskPanels.push({
  key: 'arrivals',
  place: 'to-do',
  component: later(async () => (await import('./incoming/arrivals-panel.tsx')).ArrivalsPanel),
})

export const documentsModule: WebModule = {
  name: 'documents',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/documents', load: () => import('./list-screen.tsx') },
    { path: '/documents/bulk/$id', load: () => import('./bulk-screen.tsx') },
    { path: '/documents/$id', load: () => import('./record/record-screen.tsx') },
    { path: '/register', load: () => import('./incoming/register-screen.tsx') },
    { path: '/arrivals', load: () => import('./incoming/arrivals-screen.tsx') },
  ],
  places: [
    { path: '/register', label: 'registerPlace', icon: IconFilePlus, order: 1.5, needs: 'register' },
    { path: '/arrivals', label: 'arrivalsPlace', icon: IconInbox, order: 1, needs: 'register' },
    { path: '/documents', label: 'place', icon: IconFileText, order: 2 },
  ],
  commands: [{ label: 'register', path: '/register', needs: 'register' }],
}
