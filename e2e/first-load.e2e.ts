import type { Response } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { visit } from './browser.ts'
import { settled } from './look-over.ts'
import { browser } from './walk.ts'

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
