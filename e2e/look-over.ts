import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { asked } from './browser.ts'

/** What WCAG 2.2 asks at levels A and AA; no rule is switched off. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds, each as one line that says where. It is read once a page, and only what it finds comes back: what is right on a page is most of it. */
export async function accessFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (tags) => {
    const { run } = (window as unknown as { axe: typeof Axe }).axe
    const { violations } = await run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  }, standards)
}

/** Waits until the screen has drawn all that it asked the server for: its panels, its rows, its pictures of pages. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor()
  do {
    await expect.poll(() => asked(page), { interval: 10 }).toEqual([])
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Loader-root'))
    await page.evaluate(async () => {
      await document.fonts.ready
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    })
  } while (asked(page).length > 0)
}

/** The page is as wide as the window: nothing is to be pushed sideways but what scrolls in a place of its own. */
export const sidewaysFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide: string[] = []
    for (const box of [document.documentElement, document.querySelector('#main')])
      if (box && box.scrollWidth > box.clientWidth + 1) {
        const seen = box.getBoundingClientRect()
        const beyond = [...box.querySelectorAll<HTMLElement>('*')].filter((one) => {
          const { left, right, width } = one.getBoundingClientRect()
          return width > 0 && (right > seen.right + 1 || left < seen.left - 1)
        })
        wide.push(
          `${box.tagName} is ${box.scrollWidth} wide in ${box.clientWidth}: ${beyond
            .slice(0, 4)
            .map((one) => `${one.tagName}.${String(one.className).slice(0, 50)} "${one.textContent?.slice(0, 40)}"`)
            .join(' | ')}`,
        )
      }
    return wide
  })

/** What can be pressed lies under nothing else. What a place of its own has scrolled away is left out. */
export const coveredFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    const inSight = (one: Element, x: number, y: number) => {
      for (let box = one.parentElement; box; box = box.parentElement) {
        const { left, right, top, bottom } = box.getBoundingClientRect()
        const clips = getComputedStyle(box).overflow !== 'visible'
        if (clips && (x < left || x >= right || y < top || y >= bottom)) return false
      }
      return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
    }
    for (const one of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')) {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.closest('.skip')) continue
      const { left, top, width, height } = one.getClientRects()[0] ?? new DOMRect()
      const [x, y] = [left + width / 2, top + height / 2]
      if (width < 2 || !inSight(one, x, y)) continue
      const on = document.elementFromPoint(x, y)
      if (!on || one.contains(on) || on.contains(one) || one.parentElement?.contains(on)) continue
      if (on.closest('label')?.contains(one)) continue
      // What stays in its place while the rest scrolls below it is no fault.
      const stays = (box: Element | null): boolean =>
        box !== null && (['sticky', 'fixed'].includes(getComputedStyle(box).position) || stays(box.parentElement))
      if (stays(on)) continue
      faults.push(
        `${one.tagName} "${(one.textContent || one.ariaLabel || '').slice(0, 40)}" lies under ${on.tagName} "${on.textContent?.slice(0, 40)}"`,
      )
    }
    return faults
  })

/** Keys of messages and codes of the server that stand on the screen instead of words, and unfilled places of a message. */
export const rawWords = (page: Page, keys: string[]): Promise<string[]> =>
  page.evaluate((all) => {
    const known = new Set(all)
    const raw =
      /^(?:[a-z][\w-]*:)?[a-z]+(?:[A-Z][a-z]+)+$|^[a-z][\w-]*[.:][a-z][\w.-]*$|^[a-z]+(?:-[a-z]+)+$|\{\w+[,}]|\[object|undefined|NaN/
    const said: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const node = walk.currentNode
      if (node.parentElement?.closest('script, style, .pdf-page, bdi')) continue
      said.push(node.textContent?.trim() ?? '')
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) said.push(one.getAttribute(name)?.trim() ?? '')
    return [...new Set(said.filter((text) => raw.test(text) || known.has(text)))]
  }, keys)

/** On a page in Urdu: words in Vietnamese that do not say so would be read aloud by the wrong voice, or are left untranslated. */
export const unmarkedVietnamese = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const vietnamese = /[ăđơưạ-ỹ]/i
    const urdu = /[\u0600-\u06ff]/
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const text = walk.currentNode.textContent?.trim() ?? ''
      const parent = walk.currentNode.parentElement
      if (!parent || !vietnamese.test(text) || urdu.test(text) || parent.closest('script, style, [lang="vi"], bdi'))
        continue
      if (parent.checkVisibility()) found.push(text.slice(0, 80))
    }
    return [...new Set(found)]
  })
