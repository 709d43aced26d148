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

describe('the places', () => {
  it.each(['dungpt', 'oanhttl', 'datmt'])(
    'of %s are nine at most; under a thumb five, each named on one line',
    async (who) => {
      const { context, page } = await visit(browser, { userName: who })
      await page.goto('/tasks')
      await settled(page)
      const places = page.getByRole('navigation')
      await look(page, 'places', async () => {
        expect(await places.getByRole('link').count()).toBeLessThanOrEqual(9)
        await page.setViewportSize(phone)
        await expect.poll(() => places.locator('a, .rail-more').count()).toBeLessThanOrEqual(5)
        const heights = await places
          .locator('a > span, .rail-more > span')
          .evaluateAll((all) => all.map((one) => one.clientHeight))
        expect(Math.max(...heights)).toBeLessThan(18)
      })
      await context.close()
    },
  )
})

describe('directing on a telephone', () => {
  it('shows how a day is typed, whole', async () => {
    const { context, page } = await visit(browser, { userName: 'binhttt', size: phone, touch: true })
    const { toDo } = (await (await context.request.get('/api/documents/desk')).json()) as {
      toDo: { documentId: string }[]
    }
    await page.goto(`/documents/${toDo[0]?.documentId}`)
    await page.getByRole('button', { name: 'Chỉ đạo' }).first().click()
    await look(page, 'phone-direct', async () => {
      const day = page.getByRole('dialog').getByRole('textbox', { name: 'Thời hạn' })
      const [wide, room] = await day.evaluate((field: HTMLInputElement) => {
        const { paddingLeft, paddingRight, fontSize, fontFamily } = getComputedStyle(field)
        const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
        pen.font = `${fontSize} ${fontFamily}`
        const sides = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight)
        return [pen.measureText(field.placeholder).width, field.clientWidth - sides] as const
      })
      expect(wide).toBeLessThanOrEqual(room)
    })
    await context.close()
  })
})
