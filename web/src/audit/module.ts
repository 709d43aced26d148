import { IconShieldCheck } from '@tabler/icons-react'
import type { WebModule } from '../shell/module.ts'

/** What an auditor looks at: who did what, who could see what, and the proof that nothing of it was altered. */
export const auditModule: WebModule = {
  name: 'audit',
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
    { path: '/audit', load: () => import('./acts-screen.tsx') },
    { path: '/audit/records/$id', load: () => import('./record-screen.tsx') },
    { path: '/audit/checkpoints', load: () => import('./checkpoints-screen.tsx') },
  ],
  places: [{ path: '/audit', label: 'place', icon: IconShieldCheck, order: 8, needs: 'audit' }],
  commands: [
    { label: 'acts', path: '/audit', needs: 'audit' },
    { label: 'checkpoints', path: '/audit/checkpoints', needs: 'audit' },
  ],
}
