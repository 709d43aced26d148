import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { webModules } from '../modules.ts'
import { NotFound, ScreenFailed } from './failures.tsx'
import { Frame } from './frame.tsx'
import { loadLaterWords } from './languages.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: () => <NotFound />, errorComponent: ScreenFailed })

/** The address bar keeps filters as plain text: a link to a filtered list can be mailed. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  const text = query.toString()
  return text ? `?${text}` : ''
}

const screens = webModules.flatMap((module) =>
  module.screens.map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: lazyRouteComponent(async () => {
        await loadLaterWords(module.name)
        return screen.load()
      }),
    }),
  ),
)

export const router = createRouter({
  routeTree: root.addChildren(screens),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})
