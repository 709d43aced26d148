import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'
import { settled } from './look-over.ts'
import { screens } from './screen-list.ts'

/** How every screen is walked: one window for each person and language, opened once. */

const desktop = { width: 1366, height: 768 }
export const phone = { width: 390, height: 844 }

export let browser: Browser
/** Where the walk has been, to find the screen that it forgets. */
export const visited = new Set<string>()
const visits = new Map<string, Visit>()
async function windowOf(as: string | null, language: 'vi' | 'en' | 'ur'): Promise<Visit> {
  const key = `${as}.${language}`
  const open = visits.get(key)
  if (open) return open
  const opened = await visit(browser, { userName: as, language })
  await opened.page.emulateMedia({ reducedMotion: 'reduce' })
  visits.set(key, opened)
  return opened
}
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
})

export async function opened(name: string, language: 'vi' | 'en' | 'ur', size = desktop): Promise<Visit> {
  const screen = screens.find((one) => one.name === name)
  if (!screen) throw new Error(`no screen ${name}`)
  const window = await windowOf(screen.as, language)
  window.complaints.length = 0
  await window.page.setViewportSize(size)
  const address = await screen.address(window.context.request)
  visited.add(address.split('?')[0] ?? '')
  // In English every screen is opened by its address; in the other languages from the one before, as by a press on a link.
  const fresh = language === 'en' || screen.as === null || window.page.url() === 'about:blank'
  await (fresh ? window.page.goto(address) : follow(window.page, address))
  await settled(window.page)
  return window
}

interface Router {
  history: { push(address: string): void }
  subscribe(moment: 'onRendered', heard: () => void): () => void
}
const follow = (page: Page, address: string): Promise<void> =>
  page.evaluate(
    (to) =>
      new Promise((drawn) => {
        const router = (window as unknown as { __TSR_ROUTER__: Router }).__TSR_ROUTER__
        const stop = router.subscribe('onRendered', () => {
          stop()
          drawn()
        })
        router.history.push(to)
      }),
    address,
  )

export const look = (page: Page, name: string, work: () => Promise<unknown>) =>
  pictured(page, `screen-${name.replaceAll(' ', '-')}`, work)
