import { IconSitemap } from '@tabler/icons-react'
import { loadLaterWords } from '../../shell/languages.ts'
import type { WebModule } from '../../shell/module.ts'

export const chartModule: WebModule = {
  name: 'chart',
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
      path: '/organisation',
      // It changes units and posts, asks what a post needs and shows somebody's training.
      load: async () => {
        await Promise.all(['chart-acts', 'staffing'].map(loadLaterWords))
        return import('./chart-screen.tsx')
      },
    },
    { path: '/organisation/differences', load: () => import('./differences-screen.tsx') },
  ],
  // The rail holds nine places at most; others reach the chart by the command line and from the settings.
  places: [{ path: '/organisation', label: 'placeShort', icon: IconSitemap, order: 7, needs: 'administer' }],
  commands: [
    { label: 'place', path: '/organisation', ofAgency: true },
    { label: 'differences', path: '/organisation/differences' },
  ],
}
