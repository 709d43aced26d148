import type { WebModule } from '../../shell/module.ts'

export const calendarModule: WebModule = {
  name: 'calendar',
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
  screens: [{ path: '/working-calendar', load: () => import('./calendar-screen.tsx') }],
  places: [],
  commands: [{ label: 'place', path: '/working-calendar', ofAgency: true }],
}
