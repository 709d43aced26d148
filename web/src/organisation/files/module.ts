import type { WebModule } from '../../shell/module.ts'

export const organisationFilesModule: WebModule = {
  name: 'organisation-files',
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
  screens: [{ path: '/organisation/files', load: () => import('./files-screen.tsx') }],
  places: [],
  commands: [{ label: 'place', path: '/organisation/files', needs: 'administer', ofAgency: true }],
}
