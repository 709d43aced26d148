import type { ComponentType } from 'react'

/** Parts of one's settings that a module brings: which notifications one wants. */
export const settingsPanels: { key: string; component: ComponentType }[] = []
