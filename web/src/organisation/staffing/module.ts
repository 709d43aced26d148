import { loadLaterWords } from '../../shell/languages.ts'
import type { WebModule } from '../../shell/module.ts'

export const staffingModule: WebModule = {
  name: 'staffing',
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
    { path: '/organisation/staffing', load: () => import('./staffing-screen.tsx') },
    { path: '/organisation/staffing/posts', load: () => import('./posts-screen.tsx') },
    {
      path: '/organisation/staffing/rules',
      // Its rules name kinds of units as the chart does.
      load: async () => {
        await loadLaterWords('chart')
        return import('./rules-screen.tsx')
      },
    },
    { path: '/organisation/staffing/people/$id', load: () => import('./person-screen.tsx') },
    { path: '/organisation/training', load: () => import('./person-screen.tsx') },
    { path: '/organisation/courses', load: () => import('./courses-screen.tsx') },
    { path: '/organisation/courses/$id', load: () => import('./course-screen.tsx') },
  ],
  places: [],
  commands: [
    { label: 'place', path: '/organisation/staffing', ofAgency: true },
    { label: 'coursePlace', path: '/organisation/courses' },
    { label: 'rulesAndLists', path: '/organisation/staffing/rules' },
    { label: 'myTraining', path: '/organisation/training' },
  ],
}
