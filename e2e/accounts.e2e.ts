import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { clientSecret, startProvider } from '../server/src/platform/sign-in/testing/real-provider.ts'
import { pictured, startBrowser, visit } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** Signs in and agrees on the provider's own pages; whoever types a name is that account. */
async function throughProvider(page: Page, name: string): Promise<void> {
  const login = page.locator('[name=login]')
  await login.fill(name)
  await page.locator('[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await login.waitFor({ state: 'detached' })
  await page.locator('button[type=submit]').click()
}

describe('how people and systems come in', () => {
  it('a password for once is given, opens the choice of an own one, and then no more', async () => {
    const admin = await visit(browser, { userName: 'datmt' })
    const guest = await visit(browser, { userName: null })
    await pictured(admin.page, 'one-time-password', async () => {
      await admin.page.goto('/accounts')
      const words = admin.page.getByLabel('Tìm theo tên')
      const rows = admin.page.getByRole('row', { includeHidden: true })
      await words.fill('bui dinh duy')
      await expect.poll(() => rows.count()).toBe(2)
      // The list is read again for other words, slowly: what is in it can be acted on, and what was asked stays when the answer has the row no longer.
      let answer = () => {}
      const asked = new Promise<void>((resolve) => {
        answer = resolve
      })
      await admin.page.route(/accounts\?q=nguyen/, (route) => asked.then(() => route.continue()))
      await words.fill('nguyen')
      await admin.page.locator('table[aria-busy=true]').waitFor()
      await admin.page.getByRole('button', { name: 'Cấp mật khẩu một lần cho Bùi Đình Duy' }).click()
      const dialog = admin.page.getByRole('dialog')
      await dialog.getByText('mọi phiên đang mở kết thúc').waitFor()
      answer()
      await expect.poll(() => rows.count()).toBeGreaterThan(2)
      await dialog.getByRole('button', { name: 'Cấp mật khẩu một lần' }).click()
      const once = await dialog.locator('code').innerText()
      const enter = async (password: string) => {
        await guest.page.goto('/')
        await guest.page.getByLabel('Tên đăng nhập').fill('duybd')
        await guest.page.getByLabel('Mật khẩu', { exact: true }).fill(password)
        await guest.page.keyboard.press('Enter')
      }
      await enter(once)
      const own = guest.page.getByLabel('Mật khẩu mới')
      await own.fill('matkhau123456')
      await guest.page.keyboard.press('Enter')
      await guest.page.getByText('Mật khẩu này dễ bị đoán').waitFor()
      await own.fill('đàn cò bay qua đồng lúa')
      await guest.page.keyboard.press('Enter')
      await guest.page.locator('.rail').waitFor()
      await guest.context.clearCookies()
      await enter(once)
      await guest.page.getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor()
    })
    await admin.context.close()
    await guest.context.close()
  })

  it('another system gets a secret shown once, and its last use is seen', async () => {
    const { context, page } = await visit(browser, { userName: 'datmt' })
    await pictured(page, 'service-account', async () => {
      await page.goto('/service-accounts')
      await page.getByRole('button', { name: 'Thêm tài khoản dịch vụ' }).click()
      await page.getByLabel('Tên hệ thống').fill('Cổng dịch vụ công')
      await page.getByLabel('Đăng ký văn bản').check()
      await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
      const shown = await page.getByRole('dialog', { name: 'Khóa của hệ thống' }).innerText()
      const [, client_id = '', client_secret = ''] = /client_id=(\S+)\s+client_secret=(\S+)/.exec(shown) ?? []
      await page.getByRole('button', { name: 'Đã ghi lại' }).click()
      const row = page.getByRole('row', { name: /Cổng dịch vụ công/ })
      await row.getByText('chưa dùng').waitFor()
      const form = { grant_type: 'client_credentials', client_id, client_secret }
      const { access_token } = await (await page.request.post('/api/oauth/token', { form })).json()
      const headers = { authorization: `Bearer ${access_token}` }
      expect((await fetch(`${inject('product')}/api/session`, { headers })).status).toBe(200)
      await page.reload()
      await row.getByRole('button', { name: 'Đổi khóa của Cổng dịch vụ công và bỏ khóa cũ ngay' }).click()
      expect(await row.getByText('chưa dùng').count()).toBe(0)
      await page.getByRole('dialog').getByRole('button', { name: 'Đổi ngay' }).click()
      await page.getByRole('dialog', { name: 'Khóa của hệ thống' }).waitFor()
      expect((await fetch(`${inject('product')}/api/session`, { headers })).status).toBe(401)
    })
    await context.close()
  })

  it('an account at an identity provider is linked, opens the person’s own, and is signed out of at both ends', async () => {
    const product = inject('product')
    const provider = await startProvider(`${product}/api/session/provider/callback`, `${product}/`)
    const admin = await visit(browser, { userName: 'datmt' })
    const body = { name: 'Cổng định danh tỉnh', issuer: provider.issuer, clientId: 'mocban', clientSecret }
    const added = await admin.context.request.post('/api/identity-providers', { data: body })
    expect(added.status()).toBe(200)
    const { context, page } = await visit(browser, { userName: 'toannk' })
    await pictured(page, 'identity-provider', async () => {
      await page.goto('/settings')
      await page
        .getByRole('row', { name: /Cổng định danh tỉnh/ })
        .getByRole('button', { name: 'Liên kết' })
        .click()
      await throughProvider(page, 'toan.nk')
      await page.getByText('Đã liên kết tài khoản định danh').waitFor()
      await page.getByRole('button', { name: 'Tài khoản' }).click()
      await page.getByRole('button', { name: 'Đăng xuất' }).click()
      // The provider remembers who linked, and asks nothing more.
      await page.getByRole('button', { name: 'Đăng nhập qua Cổng định danh tỉnh' }).click()
      await page.locator('.rail').waitFor()
      await page.getByRole('button', { name: 'Tài khoản' }).click()
      await page.getByRole('button', { name: 'Đăng xuất' }).click()
      await page.waitForURL(`${provider.issuer}/**`)
      await page.locator('button[value=yes]').click()
      await page.getByLabel('Tên đăng nhập').waitFor()
      await page.getByRole('button', { name: 'Đăng nhập qua Cổng định danh tỉnh' }).click()
      await page.locator('[name=login]').waitFor()

      // Somebody else cannot have the same account, and is told where they asked.
      await context.request.post('/api/session/demonstration', { data: { userName: 'khaild' } })
      await page.goto('/settings')
      await page
        .getByRole('row', { name: /Cổng định danh tỉnh/ })
        .getByRole('button', { name: 'Liên kết' })
        .click()
      await throughProvider(page, 'toan.nk')
      await page.getByText('đã liên kết với người khác').waitFor()
      expect(new URL(page.url()).pathname).toBe('/settings')
    })
    await context.close()
    await pictured(admin.page, 'remove-provider', async () => {
      await admin.page.goto('/identity-providers')
      await admin.page.getByRole('button', { name: 'Bỏ hệ thống định danh Cổng định danh tỉnh' }).click()
      const sure = admin.page.getByRole('dialog')
      await sure.getByText('1 người').waitFor()
      await sure.getByRole('button', { name: 'Bỏ', exact: true }).click()
      await admin.page.getByText('Chưa có hệ thống định danh nào').waitFor()
    })
    await admin.context.close()
    await provider.close()
  })

  it('what was typed stays when one signed in again elsewhere, and the post in which one acted asks for a second factor since: why is said', async () => {
    const administrator = (await visit(browser, { userName: 'datmt', password: 'mocban-demo' })).page
    const { page, context } = await visit(browser, { userName: 'binhttt' })
    await pictured(page, 'second-factor-acting', async () => {
      await page.goto('/tasks/new')
      await page.getByRole('button', { name: 'Tài khoản' }).click()
      await page.getByText('theo ủy quyền của Nguyễn Minh Sơn').first().click()
      const own = async (): Promise<{ positionId: string; actingForName: string | null }> =>
        (await context.request.get('/api/session')).json()
      await expect.poll(async () => (await own()).actingForName).toBe('Nguyễn Minh Sơn')
      const guarded = async (needed: boolean, positionId: string) => {
        const data = { positionIds: [positionId], needed }
        expect((await administrator.context().request.put('/api/second-factor-positions', { data })).ok()).toBe(true)
      }
      const { positionId } = await own()
      await page.goto('/tasks/new')
      const lead = page.locator('input[aria-label="Chủ trì"]')
      await lead.click()
      await context.clearCookies()
      await page.keyboard.type('khoa giáo', { delay: 60 })
      await page.getByRole('dialog', { name: /Phiên/ }).waitFor()
      await context.request.post('/api/session', { data: { userName: 'binhttt', password: 'mocban-demo' } })
      await guarded(true, positionId)
      await page.evaluate(() => window.dispatchEvent(new Event('focus')))
      const why = page.getByRole('dialog', { name: 'Chưa vào lại được chức vụ vừa làm' })
      await why.getByText('Chức vụ này cần xác thực hai lớp').waitFor()
      const goOn = why.getByRole('button', { name: 'Làm tiếp ở chức vụ của mình' })
      await expect.poll(() => goOn.evaluate((button) => button === document.activeElement)).toBe(true)
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      expect((await own()).actingForName).toBeNull()
      expect(await lead.inputValue()).toBe('khoa giáo')
      await guarded(false, positionId)
    })
    await administrator.context().close()
    await context.close()
  })
})
