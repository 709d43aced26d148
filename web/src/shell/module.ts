import type { ComponentType } from 'react'

type Load<T> = () => Promise<{ default: T }>

/** What a module adds to the web: its screens, places in the rail, and words. */
export interface WebModule {
  /** Also the namespace of its messages. */
  name: string
  messages: Record<'vi' | 'en' | 'ur', Load<Record<string, string>>>
  /** Words of its screens that come with the first of them, where they are many and most people never open it; `messages` has then what is shown elsewhere. */
  laterMessages?: Record<'vi' | 'en' | 'ur', Load<Record<string, string>>>
  /** Paths in the router's notation: /documents/$id. The address bar holds the filters. */
  screens: { path: string; load: Load<ComponentType> }[]
  /** Places in the rail, in their order; `label` is a key of the module's messages. */
  places: { path: string; label: string; icon: ComponentType<{ size?: number }>; order: number; needs?: string }[]
  /** Acts of the command line (Ctrl K) that open a screen; `ofAgency`: also listed among the settings, as what the agency decides for all. */
  commands?: { label: string; path: string; needs?: string; ofAgency?: boolean }[]
}
