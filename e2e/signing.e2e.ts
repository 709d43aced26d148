import type { APIRequestContext, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfsig } from '../server/src/signing/testing/pdfsig.ts'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'
import { accessFaults, settled } from './look-over.ts'

/** A report of a department, signed, sealed, issued; its recipient verifies it, a citizen checks the file. */

let browser: Browser
const open: Visit[] = []
const as = async (userName: string | null): Promise<Visit> => {
  const one = await visit(browser, { userName })
  open.push(one)
  return one
}
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
})

const pin = '123456'
const step = (page: Page, name: string, work: () => Promise<unknown>) => pictured(page, `signing-${name}`, work)
const read = async <T>(api: APIRequestContext, path: string) => (await (await api.get(path)).json()) as T
interface Recorded {
  symbol: string
  files: { sha256: string; role: string; versionNo: number }[]
}
async function mainFile(api: APIRequestContext, id: string): Promise<Buffer> {
  const { files } = await read<Recorded>(api, `/api/documents/${id}`)
  const newest = Math.max(...files.map((file) => file.versionNo))
  const main = files.find((file) => file.role === 'main' && file.versionNo === newest)
  return Buffer.from(await (await api.get(`/api/files/${main?.sha256}`)).body())
}

let documentId = ''
let abstract = ''
let issued: Buffer = Buffer.alloc(0)

describe('a document signed and sealed', () => {
  it('is read and signed by the director among others, under one authorization', async () => {
    const { page, context } = await as('thanhgv')
    await step(page, '1-many', async () => {
      const desk = await read<{ kind: string; documentId: string; abstract: string }[]>(
        context.request,
        '/api/documents/reviews/desk',
      )
      const waiting = desk.filter((one) => one.kind === 'approve')
      documentId = waiting[0]?.documentId ?? ''
      abstract = waiting[0]?.abstract ?? ''
      await page.goto('/signing/batch')
      await settled(page)
      await page.keyboard.press('x')
      await page.getByRole('button', { name: 'Ký 1 văn bản' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('input[type=password]').fill(pin)
      expect(await accessFaults(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Ký số', exact: true }).click()
      await page.getByText('Đã ký 1/1').waitFor({ timeout: 60_000 })
    })
    expect(pdfsig(await mainFile(context.request, documentId))).toEqual(['Signature is Valid.'])
  })

  it('gets its number and its seal from the clerk; every signature stays valid', async () => {
    const { page, context } = await as('hoabt')
    await step(page, '2-seal', async () => {
      await page.goto(`/outgoing/${documentId}`)
      await page.getByRole('button', { name: 'Phát hành' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('checkbox').check()
      await dialog.locator('input[type=password]').fill(pin)
      await dialog.getByRole('button', { name: 'Phát hành' }).click()
      await expect
        .poll(async () => (await read<{ state: string }>(context.request, `/api/documents/${documentId}`)).state, {
          timeout: 60_000,
        })
        .toBe('issued')
      await page.goto(`/documents/${documentId}`)
      await page.getByText('Tất cả chữ ký hợp lệ').waitFor({ timeout: 60_000 })
    })
    issued = await mainFile(context.request, documentId)
    expect(pdfsig(issued)).toEqual(['Signature is Valid.', 'Signature is Valid.'])
  })

  it('is found valid by whoever receives it, as a file too', async () => {
    const { page } = await as('dungpt')
    await step(page, '3-verify', async () => {
      await page.goto('/signing/verify')
      await page.setInputFiles('input[type=file]', { name: 'nhan.pdf', mimeType: 'application/pdf', buffer: issued })
      await page.getByText('Tất cả chữ ký hợp lệ').waitFor({ timeout: 60_000 })
      await page.getByText('Sở Khoa học và Công nghệ', { exact: true }).first().waitFor()
      expect(await accessFaults(page)).toEqual([])
      const changed = Buffer.from(issued)
      const at = changed.indexOf('stream') + 60
      changed[at] = (changed[at] ?? 0) ^ 1
      await page.setInputFiles('input[type=file]', { name: 'sua.pdf', mimeType: 'application/pdf', buffer: changed })
      await page.getByText('Có chữ ký không hợp lệ').waitFor({ timeout: 60_000 })
    })
  })

  it('is genuine for a citizen who drops it, and not with one byte changed', async () => {
    const { page } = await as(null)
    await step(page, '4-genuine', async () => {
      await page.goto('/kiem-tra')
      await page.setInputFiles('input[type=file]', { name: 'a.pdf', mimeType: 'application/pdf', buffer: issued })
      await page.getByText('Đúng là văn bản đã phát hành').waitFor()
      await page.getByText('Sở Khoa học và Công nghệ').waitFor()
      expect(await page.content()).not.toContain(abstract)
      expect(await accessFaults(page)).toEqual([])
      const changed = Buffer.from(issued)
      changed[1000] = (changed[1000] ?? 0) ^ 1
      await page.setInputFiles('input[type=file]', { name: 'b.pdf', mimeType: 'application/pdf', buffer: changed })
      await page.getByText('Không tìm thấy tệp này').waitFor()
    })
  })
})
