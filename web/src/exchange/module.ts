import { IconArrowsExchange } from '@tabler/icons-react'
import type { WebModule } from '../shell/module.ts'

/** Exchange with systems outside the province: what goes and comes, and the directory of who is there. */
export const exchangeModule: WebModule = {
  name: 'exchange',
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
  screens: [
    { path: '/exchange', load: () => import('./traffic-screen.tsx') },
    { path: '/exchange/messages/$id', load: () => import('./message-screen.tsx') },
    { path: '/exchange/explain', load: () => import('./explain-screen.tsx') },
    { path: '/exchange/directory', load: () => import('./directory-screen.tsx') },
    { path: '/exchange/ways', load: () => import('./ways-screen.tsx') },
  ],
  places: [{ path: '/exchange', label: 'place', icon: IconArrowsExchange, order: 5, needs: 'register' }],
  commands: [
    { label: 'explain', path: '/exchange/explain', needs: 'register' },
    { label: 'directory', path: '/exchange/directory', ofAgency: true },
    { label: 'ways', path: '/exchange/ways', needs: 'administer', ofAgency: true },
  ],
}
