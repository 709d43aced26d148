import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'
import { keyboardFaults } from './keyboard.ts'
import { accessFaults, coveredFaults, rawWords, settled, sidewaysFaults, unmarkedVietnamese } from './look-over.ts'
import { messageKeys } from './message-keys.ts'
import { screens } from './screen-list.ts'

/** Every screen, as it looks and behaves: for whoever cannot see it, on a small screen, in the dark, in three languages, without a mouse. */

const desktop = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }

let browser: Browser
/** Where the walk has been, to find the screen that it forgets. */
const visited = new Set<string>()
const visits = new Map<string, Visit>()
/** One window for each person and language, opened once. */
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

async function opened(name: string, language: 'vi' | 'en' | 'ur', size = desktop): Promise<Visit> {
  const screen = screens.find((one) => one.name === name)
  if (!screen) throw new Error(`no screen ${name}`)
  const window = await windowOf(screen.as, language)
  window.complaints.length = 0
  await window.page.setViewportSize(size)
  const address = await screen.address(window.context.request)
  visited.add(address.split('?')[0] ?? '')
  await window.page.goto(address)
  await settled(window.page)
  return window
}

const look = (page: Page, name: string, work: () => Promise<unknown>) =>
  pictured(page, `screen-${name.replaceAll(' ', '-')}`, work)

describe.each(screens.map((screen) => screen.name))('%s', (name) => {
  it('stands in Vietnamese, wide and on a phone, without a fault of access', async () => {
    const { page, complaints } = await opened(name, 'vi')
    await look(page, name, async () => {
      expect(await accessFaults(page)).toEqual([])
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect(await rawWords(page, messageKeys)).toEqual([])
      await page.setViewportSize(phone)
      await settled(page)
      expect(await accessFaults(page)).toEqual([])
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect(complaints).toEqual([])
    })
  })

  it('is mirrored in Urdu, and can be read in the dark', async () => {
    const { page, complaints } = await opened(name, 'ur')
    await look(page, `${name}-ur`, async () => {
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await page.evaluate(() => [document.dir, document.documentElement.lang])).toEqual(['rtl', 'ur'])
      expect(await accessFaults(page)).toEqual([])
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect([...(await rawWords(page, messageKeys)), ...(await unmarkedVietnamese(page))]).toEqual([])
      await page.setViewportSize(phone)
      await settled(page)
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect(complaints).toEqual([])
    })
  })

  it('says everything in English', async () => {
    const { page, complaints } = await opened(name, 'en', phone)
    await look(page, `${name}-en`, async () => {
      expect(await rawWords(page, [])).toEqual([])
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect(complaints).toEqual([])
    })
  })
})

describe('without a mouse', () => {
  it.each([
    'sign-in',
    'desk of a leader',
    'documents',
    'incoming record to direct',
    'register',
    'draft',
    'tasks',
    'task',
    'search',
    'settings',
  ])('%s: Tab reaches everything that can be acted on, and shows where it is', async (name) => {
    const { page } = await opened(name, 'vi')
    await look(page, `${name}-keyboard`, async () => expect(await keyboardFaults(page)).toEqual([]))
  })
})

describe('the first load', () => {
  it.each([null, 'khaild'])('as %s brings less than 200 kB of compressed script', async (as) => {
    const { context, page } = await visit(browser, { userName: as })
    const scripts: Response[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response)
    })
    await page.goto('/')
    await settled(page)
    const sizes = await Promise.all(scripts.map((one) => one.request().sizes()))
    const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize, 0)
    expect(scripts.length, inject('product')).toBeGreaterThan(0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThan(200_000)
    await context.close()
  })
})

describe('the walk', () => {
  it('has been on every screen of the product', () => {
    const web = fileURLToPath(new URL('../web/src/', import.meta.url))
    const routes = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('module.ts'))
      .flatMap((path) => [...readFileSync(`${web}${path}`, 'utf8').matchAll(/path: '([^']+)', load:/g)])
      .map((found) => found[1] ?? '')
    const taken = (route: string) =>
      [...visited].some((path) => new RegExp(`^${route.replace(/\$\w+/g, '[^/]{20,}')}$`).test(path))
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter((route) => !taken(route))).toEqual([])
  })
})
