import { IconShieldCheck } from '@tabler/icons-react'
import type { WebModule } from '../shell/module.ts'

/** What an auditor looks at: who did what, and the proof that nothing of it was altered. */
export const auditModule: WebModule = {
  name: 'audit',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [{ path: '/audit/checkpoints', load: () => import('./checkpoints-screen.tsx') }],
  places: [{ path: '/audit/checkpoints', label: 'place', icon: IconShieldCheck, order: 8, needs: 'audit' }],
  commands: [{ label: 'checkpoints', path: '/audit/checkpoints', needs: 'audit' }],
}
