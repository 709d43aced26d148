import type { WebModule } from '../../shell/module.ts'

export const chartActsModule: WebModule = {
  name: 'chart-acts',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [{ path: '/organisation/delegations', load: () => import('./delegations-screen.tsx') }],
  places: [],
  commands: [{ label: 'delegations', path: '/organisation/delegations', ofAgency: true }],
}
