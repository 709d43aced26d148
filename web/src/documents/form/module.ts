import type { WebModule } from '../../shell/module.ts'

export const formModule: WebModule = {
  name: 'form',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [{ path: '/outgoing/form-rules', load: () => import('./form-rules-screen.tsx') }],
  places: [],
  commands: [{ label: 'rules', path: '/outgoing/form-rules', needs: 'administer', ofAgency: true }],
}
