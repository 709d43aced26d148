import { describe, expect, it } from 'vitest'
import { visit } from './browser.ts'
import { settled } from './look-over.ts'
import { browser, look, phone } from './walk.ts'

describe('a clerk on a telephone', () => {
  it('has what registers in sight from the first field on, and no keyboard over the page', async () => {
    const { context, page } = await visit(browser, { userName: 'oanhttl', size: phone, touch: true })
    const arrivals = await context.request.get('/api/documents/arrivals?limit=1')
    const [first] = (await arrivals.json()) as { deliveryId: string }[]
    await page.goto(`/register?delivery=${first?.deliveryId}`)
    await settled(page)
    await look(page, 'phone-register', async () => {
      const register = await page.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).boundingBox()
      const places = await page.getByRole('navigation').boundingBox()
      expect((register?.y ?? 9999) + (register?.height ?? 0)).toBeLessThanOrEqual(places?.y ?? 0)
      expect(await page.evaluate(() => document.activeElement?.matches('input, select, textarea'))).toBe(false)
    })
    await context.close()
  })
})

describe('the month on a telephone', () => {
  it('opens at today', async () => {
    const { context, page } = await visit(browser, { userName: 'binhttt', size: phone, touch: true })
    await page.goto('/tasks?view=calendar&scope=all')
    await settled(page)
    await look(page, 'phone-month', async () => {
      const today = page.locator('.month-day[data-today="true"]')
      await today.waitFor()
      await expect.poll(async () => (await today.boundingBox())?.y ?? -1).toBeGreaterThan(0)
      await expect.poll(async () => (await today.boundingBox())?.y ?? 9999).toBeLessThan(700)
    })
    await context.close()
  })
})
