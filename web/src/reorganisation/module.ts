import { loadLaterWords } from '../shell/languages.ts'
import type { WebModule } from '../shell/module.ts'

export const reorganisationModule: WebModule = {
  name: 'reorganisation',
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
    { path: '/reorganisations', load: () => import('./plans-screen.tsx') },
    {
      path: '/reorganisations/$id',
      // It names what a post may do as the chart does.
      load: async () => {
        await loadLaterWords('chart')
        return import('./plan-screen.tsx')
      },
    },
  ],
  places: [],
  commands: [{ label: 'place', path: '/reorganisations', needs: 'administer', ofAgency: true }],
}
