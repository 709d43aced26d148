import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictured, startBrowser, visit } from './browser.ts'
import { accessFaults, settled } from './look-over.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

describe('who fits where', () => {
  it('a chairman sees on the map and in the table how many posts of each commune miss something, walks the map by arrow keys, and opens the posts behind a number', async () => {
    const { context, page, complaints } = await visit(browser, { userName: 'khaild' })
    await pictured(page, 'staffing-map', async () => {
      await page.goto('/organisation/staffing?field=48')
      const map = page.getByRole('group', { name: 'Bản đồ các xã, phường: Chưa phù hợp' })
      await map.waitFor()
      await settled(page)
      expect(await map.getByRole('link').count()).toBe(99)
      // The map and the table say the same of every commune.
      const table = page.getByRole('table', { name: 'Bảng theo đơn vị' })
      const [row] = (await table.getByRole('row').nth(2).allInnerTexts()) as [string]
      const [name = '', , misses] = row.split('\t').map((one) => one.trim())
      const commune = map.getByRole('link', { name: `${name}: Chưa phù hợp, ${misses} vị trí` })
      expect(Number(misses)).toBeGreaterThan(0)
      await commune.focus()
      await page.keyboard.press('ArrowDown')
      const other = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
      expect(other).toMatch(/: Chưa phù hợp, \d vị trí$/)
      expect(other?.startsWith(`${name}:`)).toBe(false)
      await commune.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Các vị trí' }).waitFor()
      const posts = page.getByRole('table', { name: 'Các vị trí' })
      await posts.getByText('chưa phù hợp').first().waitFor()
      expect(await posts.getByRole('row').count()).toBe(Number(misses) + 1)
      const { searchParams } = new URL(page.url())
      expect([searchParams.get('figure'), searchParams.get('field')]).toEqual(['misses', '48'])
      // A leader high above reads the state of the post, not the record of who holds it.
      expect(
        await posts
          .getByRole('link')
          .filter({ hasText: /^(?!Bồi dưỡng|Đại học)/ })
          .count(),
      ).toBe(0)
      expect(complaints).toEqual([])
    })
    await context.close()
  })

  it('an administrator plans one course for many people who miss the same, and writes how it ended', async () => {
    const { context, page } = await visit(browser, { userName: 'datmt' })
    await pictured(page, 'staffing-course', async () => {
      await page.goto('/organisation/staffing/posts?of=communes&lack=an-toan-thong-tin')
      const posts = page.getByRole('table', { name: 'Các vị trí' })
      await posts.getByRole('checkbox').nth(1).waitFor()
      await posts.getByRole('checkbox', { name: 'Tất cả' }).check()
      await page.getByRole('button', { name: /^Lập khóa học cho \d+ vị trí$/ }).click()
      const dialog = page.getByRole('dialog', { name: 'Lập khóa học' })
      await dialog.getByText(/người của các vị trí đã chọn sẽ học/).waitFor()
      expect(await accessFaults(page)).toEqual([])
      const learners = await dialog.getByRole('listitem').count()
      expect(learners).toBeGreaterThan(1)
      const name = `An toàn thông tin, lớp thử ${Date.now()}`
      await dialog.getByLabel('Tên khóa học').fill(name)
      await dialog.getByLabel('Ngày bế giảng').fill('31/12/2099')
      await dialog.getByRole('button', { name: 'Lập khóa học' }).click()
      await page.getByText(`Đã lập khóa học cho ${learners} người.`).waitFor()
      await page.getByRole('link', { name }).first().click()
      await page.getByRole('heading', { name }).waitFor()
      const places = page.getByRole('table', { name: 'Người học' })
      expect(await places.getByRole('row').count()).toBe(learners + 1)
      await places.getByRole('checkbox').nth(1).check()
      await page.getByRole('button', { name: 'Ghi kết quả' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
      await page.getByText('Đã ghi: 1 đạt, 0 không đạt, 0 thôi học.').waitFor()
      await places.getByText(/^đã đạt/).waitFor()
      // The certificate stands on the person's record at once.
      await places.getByRole('link').first().click()
      const papers = page.getByRole('table', { name: 'Văn bằng, chứng chỉ' })
      await papers.getByRole('row', { name: /Bồi dưỡng an toàn thông tin.*còn giá trị.*qua khóa học/ }).waitFor()
    })
    await context.close()
  })

  it('an administrator of the province brings in the outline of a commune for a time, and the map of those days has it', async () => {
    const { context, page } = await visit(browser, { userName: 'datmt' })
    await pictured(page, 'staffing-outlines', async () => {
      const outlineOf = async (code: string, on?: string) => {
        await page.goto(`/organisation/staffing${on ? `?on=${on}` : ''}`)
        return page.locator(`[data-code="${code}"] path`).getAttribute('d')
      }
      await page.goto('/organisation/staffing')
      const code = (await page.locator('[data-code]').first().getAttribute('data-code')) ?? ''
      const today = await outlineOf(code)
      await page.goto('/organisation/staffing/rules')
      const square = [
        [106.0, 21.1],
        [106.1, 21.1],
        [106.1, 21.2],
        [106.0, 21.2],
        [106.0, 21.1],
      ]
      const feature = { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [square] } }
      const file = (text: string) => ({
        name: 'dia-gioi.geojson',
        mimeType: 'application/geo+json',
        buffer: Buffer.from(text),
      })
      const chooser = page.locator('input[type=file]')
      const bring = page.getByRole('button', { name: 'Nhập', exact: true })
      await page.getByLabel('Có hiệu lực từ ngày').fill('01/08/2099')
      await page.getByLabel('Đến hết ngày').fill('31/08/2099')
      await page.keyboard.press('Enter')
      await chooser.setInputFiles(file('không phải GeoJSON'))
      await bring.click()
      await page.getByText('Tệp này không phải GeoJSON với các địa giới có mã.').waitFor()
      await chooser.setInputFiles(file(JSON.stringify({ type: 'FeatureCollection', features: [feature] })))
      await bring.click()
      await page.getByText('Đã nhập 1 địa giới.').waitFor()
      const times = page.getByRole('list', { name: 'Thời gian có địa giới' })
      await times.getByText('từ ngày 01/08/2099 đến hết ngày 31/08/2099: 1 xã, phường').waitFor()
      expect(await accessFaults(page)).toEqual([])
      expect(await outlineOf(code, '2099-08-15')).not.toBe(today)
      expect(await outlineOf(code, '2099-09-01')).toBe(today)
    })
    await context.close()
  })
})
