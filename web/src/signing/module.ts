import { type RecordPanelProps, recordPanels } from '../documents/record/panels.ts'
import { loadLaterWords } from '../shell/languages.ts'
import { later } from '../shell/later.tsx'
import type { WebModule } from '../shell/module.ts'
import { settingsPanels } from '../shell/settings-panels.ts'
import { slots } from '../shell/slots.ts'

recordPanels.push({
  key: 'signatures',
  place: 'first',
  component: later<RecordPanelProps>(async () => {
    await loadLaterWords('signing')
    return (await import('./signatures-panel.tsx')).SignaturesPanel
  }),
})
slots.signatures = later(async () => {
  await loadLaterWords('signing')
  return (await import('./signatures-panel.tsx')).SignaturesOnFiles
})
settingsPanels.push({
  key: 'signing',
  component: later(async () => {
    await loadLaterWords('signing')
    return (await import('./key-ring.tsx')).KeyRing
  }),
})

/** Keys and pictures, verdicts, the trust list, signing many. */
export const signingModule: WebModule = {
  name: 'signing',
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
    { path: '/signing/verify', load: () => import('./verify-screen.tsx') },
    { path: '/signing/trust', load: () => import('./trust-screen.tsx') },
    { path: '/signing/batch', load: () => import('./batch-screen.tsx') },
  ],
  places: [],
  commands: [
    { label: 'verifyFile', path: '/signing/verify' },
    { label: 'batch', path: '/signing/batch' },
    { label: 'trustList', path: '/signing/trust', ofAgency: true },
  ],
}
