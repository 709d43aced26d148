import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { pictured, startBrowser, visit } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** The browser's own software authenticator, as a device with a finger that always fits. */
async function withAuthenticator(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('WebAuthn.enable')
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

it('A specialist makes a passkey on the device and signs in by it, without a password', async () => {
  const { context, page, complaints } = await visit(browser, { userName: 'longtv' })
  // A passkey belongs to a site with a name; the cookie was given for the number.
  const site = inject('product').replace('127.0.0.1', 'localhost')
  await pictured(page, 'passkeys', async () => {
    await withAuthenticator(page)
    await context.request.post(`${site}/api/session/demonstration`, { data: { userName: 'longtv' } })
    await page.goto(`${site}/settings`)
    await page.getByLabel('Tên để nhận ra').fill('Máy tính ở phòng')
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
    await page.getByRole('cell', { name: 'Máy tính ở phòng', exact: true }).waitFor()

    await page.getByRole('button', { name: 'Tài khoản' }).click()
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page.locator('.rail').waitFor()
    await page.goto(`${site}/settings`)
    await page.getByText('bằng khóa truy cập').waitFor()
    expect((await context.request.get(`${site}/api/session`)).status()).toBe(200)

    await page.getByRole('button', { name: 'Bỏ khóa truy cập Máy tính ở phòng' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ', exact: true }).click()
    await page.getByRole('cell', { name: 'Máy tính ở phòng', exact: true }).waitFor({ state: 'detached' })
  })
  expect(complaints).toEqual([])
  await context.close()
})
