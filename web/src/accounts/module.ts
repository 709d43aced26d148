import type { ComponentType } from 'react'
import { loadLaterWords } from '../shell/languages.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'
import { settingsPanels } from '../shell/settings-panels.ts'

const panel = (load: () => Promise<ComponentType>) =>
  later(async () => {
    await loadLaterWords('accounts')
    return load()
  })
settingsPanels.push(
  { key: 'password', component: panel(async () => (await import('./change-password.tsx')).ChangePassword) },
  { key: 'second-factors', component: panel(async () => (await import('./own-second-factors.tsx')).OwnSecondFactors) },
  { key: 'passkeys', component: panel(async () => (await import('./own-passkeys.tsx')).OwnPasskeys) },
  { key: 'links', component: panel(async () => (await import('./own-links.tsx')).OwnLinks) },
  { key: 'sessions', component: panel(async () => (await import('./own-sessions.tsx')).OwnSessions) },
)

/** How one signs in, and how an agency's people do. */
export const accountsModule: WebModule = {
  name: 'accounts',
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
    { path: '/session-rule', load: () => import('./session-rule-screen.tsx') },
    { path: '/second-factor-positions', load: () => import('./guarded-positions-screen.tsx') },
    { path: '/identity-providers', load: () => import('./providers-screen.tsx') },
    { path: '/service-accounts', load: () => import('./service-accounts-screen.tsx') },
    { path: '/accounts', load: () => import('./accounts-screen.tsx') },
  ],
  places: [],
  commands: [
    { label: 'accounts', path: '/accounts', needs: 'administer', ofAgency: true },
    { label: 'guardedPositions', path: '/second-factor-positions', needs: 'administer', ofAgency: true },
    { label: 'providers', path: '/identity-providers', needs: 'administer', ofAgency: true },
    { label: 'serviceAccounts', path: '/service-accounts', needs: 'administer', ofAgency: true },
    { label: 'sessionRule', path: '/session-rule', ofAgency: true },
  ],
}
