import { IconFileText, IconInbox } from '@tabler/icons-react'
import type { WebModule } from '../shell/module.ts'

export const documentsModule: WebModule = {
  name: 'documents',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/documents', load: () => import('./list-screen.tsx') },
    { path: '/documents/$id', load: () => import('./record/record-screen.tsx') },
    { path: '/arrivals', load: () => import('./incoming/arrivals-screen.tsx') },
  ],
  places: [
    { path: '/arrivals', label: 'arrivalsPlace', icon: IconInbox, order: 1, needs: 'register' },
    { path: '/documents', label: 'place', icon: IconFileText, order: 2 },
  ],
}
