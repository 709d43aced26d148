import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictured, startBrowser, visit } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

describe('the organisation', () => {
  it('is searched without diacritics, opened, and looked at on another day, by whoever is signed in', async () => {
    const { context, page, complaints } = await visit(browser, { userName: 'dungpt' })
    await pictured(page, 'organisation', async () => {
      await page.goto('/organisation')
      await page.getByRole('tree').waitFor()
      await page.getByLabel('Tìm đơn vị, người').fill('so khoa hoc va cong nghe')
      await page
        .getByRole('button', { name: /^Sở Khoa học và Công nghệ/ })
        .first()
        .click()
      const unit = page.getByRole('article', { name: 'Sở Khoa học và Công nghệ' })
      await unit.getByText('Giáp Văn Thành').waitFor()
      expect(new URL(page.url()).searchParams.get('unit')).toBeTruthy()
      // Who is no administrator is offered no act.
      expect(await unit.getByRole('button', { name: 'Lập chức vụ' }).count()).toBe(0)
      await page.getByLabel('Vào ngày').fill('1/1/2025')
      await page.keyboard.press('Enter')
      await page.getByText('Đang xem tổ chức ngày 01/01/2025').waitFor()
      expect(complaints).toEqual([])
    })
    await context.close()
  })

  it('is brought in as a table: a preview tells each fault by line and column and changes nothing', async () => {
    const { context, page } = await visit(browser, { userName: 'datmt' })
    await pictured(page, 'organisation-file', async () => {
      await page.goto('/organisation/files')
      const head =
        'Tên đơn vị;Mã cơ quan cấp trên;Đơn vị cấp trên;Loại;Là cơ quan;Tên gọi tắt;Viết tắt;Tên tiếng Anh;Mã định danh'
      const lines = [head, 'Phòng Thử nghiệm;H05.01;;Phòng;;;PTN;;', 'Phòng Lạ;H99;;Phòng;;;PL;;'].join('\n')
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) })
      await page.getByRole('button', { name: 'Xem trước' }).click()
      const faults = page.getByRole('table', { name: 'Các chỗ sai' })
      await faults.getByText('không có cơ quan nào mang mã này').waitFor()
      expect(await faults.getByRole('row').nth(1).getByRole('cell').first().textContent()).toBe('3')
      expect(await page.getByRole('button', { name: /^Nhập \d/ }).count()).toBe(0)
    })
    await context.close()
  })
})
