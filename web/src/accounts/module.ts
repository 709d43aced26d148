import type { WebModule } from '../shell/module.ts'
import { settingsPanels } from '../shell/settings-panels.ts'
import { ChangePassword } from './change-password.tsx'
import { OwnLinks } from './own-links.tsx'
import { OwnPasskeys } from './own-passkeys.tsx'
import { OwnSecondFactors } from './own-second-factors.tsx'
import { OwnSessions } from './own-sessions.tsx'

settingsPanels.push(
  { key: 'password', component: ChangePassword },
  { key: 'second-factors', component: OwnSecondFactors },
  { key: 'passkeys', component: OwnPasskeys },
  { key: 'links', component: OwnLinks },
  { key: 'sessions', component: OwnSessions },
)

/** How one signs in, and how an agency's people do. */
export const accountsModule: WebModule = {
  name: 'accounts',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/session-rule', load: () => import('./session-rule-screen.tsx') },
    { path: '/second-factor-positions', load: () => import('./guarded-positions-screen.tsx') },
    { path: '/identity-providers', load: () => import('./providers-screen.tsx') },
    { path: '/accounts', load: () => import('./accounts-screen.tsx') },
  ],
  places: [],
  commands: [
    { label: 'accounts', path: '/accounts', needs: 'administer', ofAgency: true },
    { label: 'guardedPositions', path: '/second-factor-positions', needs: 'administer', ofAgency: true },
    { label: 'providers', path: '/identity-providers', needs: 'administer', ofAgency: true },
    { label: 'sessionRule', path: '/session-rule', ofAgency: true },
  ],
}
