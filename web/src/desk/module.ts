import type { WebModule } from '../shell/module.ts'
import { LeaderBand } from './leader-band.tsx'
import { deskPanels } from './panels.ts'

deskPanels.unshift({ key: 'units-at-work', place: 'band', component: LeaderBand })

/** The words of the desk's own parts; its screen is the shell's home. */
export const deskModule: WebModule = {
  name: 'desk',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [],
  places: [],
}
