import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { accessFaults, coveredFaults, rawWords, settled, sidewaysFaults } from './look-over.ts'
import { messageKeys } from './message-keys.ts'
import { screens } from './screen-list.ts'
import { look, opened, phone, visited } from './walk.ts'

/** Every screen as most people see it: in Vietnamese, for whoever cannot see it, on a small screen. */

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
