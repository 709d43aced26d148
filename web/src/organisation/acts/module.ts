import { loadLaterWords } from '../../shell/languages.ts'
import type { WebModule } from '../../shell/module.ts'

export const chartActsModule: WebModule = {
  name: 'chart-acts',
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
    {
      path: '/organisation/delegations',
      // It names roles as the chart does.
      load: async () => {
        await loadLaterWords('chart')
        return import('./delegations-screen.tsx')
      },
    },
  ],
  places: [],
  commands: [{ label: 'delegations', path: '/organisation/delegations', ofAgency: true }],
}
