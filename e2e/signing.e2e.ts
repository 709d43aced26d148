import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { APIRequestContext, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { pdfsig } from '../server/src/signing/testing/pdfsig.ts'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'
import { type Kept, keysIntoHsm, token, tokenPin } from './keys-of-demonstration.ts'
import { accessFaults, settled } from './look-over.ts'
import { connect, password, post, type Second, startSecond } from './second-installation.ts'

/**
 * A decision of a department: signed with keys in an HSM, sealed, issued to a ward here and to a department of another province, whose installation is a program of its
 * own. Both find it valid and register it, what they say comes back, and a citizen asks whether it is genuine.
 */

const mark = randomInt(100, 1000)
const abstract = `ban hành quy chế quản lý dữ liệu dùng chung đợt ${mark}`
const department = 'Sở Khoa học và Công nghệ'
const theirDepartment = 'Sở Khoa học và Công nghệ tỉnh Lạng Giang'
const hsmKey = { leader: `Khóa trong HSM ${mark}`, seal: `Con dấu trong HSM ${mark}` }

let browser: Browser
let second: Second
let kept: Kept
const open: Visit[] = []
async function as(userName: string | null, there: Partial<Parameters<typeof visit>[1]> = {}): Promise<Visit> {
  const one = await visit(browser, { userName, ...there })
  open.push(one)
  return one
}
const over = () => ({ product: second.address, password })
const step = (page: Page, name: string, work: () => Promise<unknown>) => pictured(page, `signing-${name}`, work)
const read = async <T>(api: APIRequestContext, path: string) => (await (await api.get(path)).json()) as T

beforeAll(async () => {
  ;[browser, second] = await Promise.all([startBrowser(), startSecond(`H${mark}`)])
  kept = await keysIntoHsm(inject('data'), inject('hsm'), { leader: 'thanhgv', agency: department })
})
afterAll(async () => {
  await browser?.close()
  await second?.stop()
})

interface Recorded {
  state: string
  symbol: string
  files: { sha256: string; role: string; versionNo: number }[]
  deliveries: { name: string; status: string }[]
}
async function mainFile(api: APIRequestContext, id: string): Promise<Buffer> {
  const { files } = await read<Recorded>(api, `/api/documents/${id}`)
  const newest = Math.max(...files.map((file) => file.versionNo))
  const main = files.find((file) => file.role === 'main' && file.versionNo === newest)
  return Buffer.from(await (await api.get(`/api/files/${main?.sha256}`)).body())
}

/** Adds a key that is in the HSM, on the screen of who it is for. */
async function addKey(page: Page, label: string, deviceLabel: string, ofAgency = false): Promise<void> {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Thêm khóa' }).click()
  const dialog = page.getByRole('dialog')
  const choose = async (field: string, choice: string) => {
    await dialog.getByRole('combobox', { name: field }).click()
    await page.getByRole('option', { name: choice }).click()
  }
  if (ofAgency) await choose('Khóa của', 'con dấu cơ quan')
  await choose('Nơi giữ khóa', 'Thiết bị, HSM (PKCS#11)')
  await dialog.getByRole('textbox', { name: 'Nhãn token' }).fill(token)
  await dialog.getByRole('textbox', { name: 'Nhãn khóa' }).fill(deviceLabel)
  await dialog.getByRole('textbox', { name: 'Tên gọi' }).fill(label)
  await dialog.locator('input[type=password]').fill(tokenPin)
  await dialog.getByRole('button', { name: 'Thêm khóa' }).click()
  await page.getByText('Đã thêm khóa.').waitFor()
}
async function signWith(page: Page, key: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Khóa' }).click()
  await page.getByRole('option', { name: key }).click()
  await dialog.locator('input[type=password]').fill(tokenPin)
}

let documentId = ''
let issued: Buffer = Buffer.alloc(0)
let outsideId = ''

describe('a decision, signed and sealed with keys in an HSM', () => {
  it('has two installations that know each other, and keys in the HSM', async () => {
    const [here, there] = await Promise.all([as('datmt'), as('administrator', over())])
    const units = await read<{ name: string; exchangeCode: string }[]>(here.context.request, '/api/organisation/units')
    const code = units.find((one) => one.name === department)?.exchangeCode ?? ''
    const ends = {
      here: { address: inject('product'), data: inject('data'), name: `Mộc Bản tỉnh Bắc Ninh ${mark}` },
      there: { address: second.address, data: second.data, name: `Mộc Bản tỉnh Lạng Giang ${mark}` },
    }
    ;[outsideId] = await connect(
      { ...ends.here, administrator: here.context.request, agency: { code, name: department } },
      {
        ...ends.there,
        administrator: there.context.request,
        agency: { code: second.installation.codes.skhcn, name: theirDepartment },
      },
    )
    // The other province trusts the authority of this one: its root was handed over.
    await step(there.page, '1-trust', async () => {
      await there.page.goto('/signing/trust')
      await there.page.locator('input[type=file]').setInputFiles({
        name: 'root.cer',
        mimeType: 'application/pkix-cert',
        buffer: kept.root,
      })
      await there.page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Thỏa thuận liên thông giữa hai tỉnh')
      await there.page.getByRole('button', { name: 'Đưa vào danh sách' }).click()
      await there.page.getByText('Đã thêm 1 chứng thư.').waitFor()
    })
    const director = await as('thanhgv')
    await step(director.page, '1-key', () => addKey(director.page, hsmKey.leader, 'lanh-dao'))
    // The department has nobody yet who administers it; the province's administrator lets its second clerk.
    await post(here.context.request, `/api/organisation/positions/${kept.clerk.positionId}/changes`, {
      title: 'Văn thư',
      leads: false,
      rank: 50,
      capabilities: ['register', 'number', 'issue', 'administer'],
    })
    const clerk = await as(kept.clerk.userName, { password: 'mocban-demo' })
    await step(clerk.page, '1-seal', () => addKey(clerk.page, hsmKey.seal, 'con-dau', true))
  })

  it('is drafted to a ward of the province and a department of another, found as one of a group', async () => {
    const clerk = await as('hoabt')
    const group = `Các sở bạn ${mark}`
    await step(clerk.page, '1-group', async () => {
      await clerk.page.goto(`/exchange/directory?q=${encodeURIComponent(theirDepartment)}`)
      await clerk.page.getByRole('checkbox', { name: new RegExp(theirDepartment) }).check()
      await clerk.page.getByRole('button', { name: 'Lập nhóm từ các cơ quan đã chọn' }).click()
      await clerk.page.getByRole('textbox', { name: 'Tên nhóm' }).fill(group)
      await clerk.page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
      await clerk.page.getByRole('row', { name: new RegExp(group) }).waitFor()
    })
    const { context, page } = await as('longtv')
    await step(page, '1-addressed', async () => {
      await page.goto('/outgoing/new')
      await page.getByRole('button', { name: `+ ${group}` }).click()
      await page.getByText(theirDepartment).first().waitFor()
    })
    const api = context.request
    const { signers } = await read<{ signers: { positionId: string; title: string }[] }>(
      api,
      '/api/documents/forms/quyet-dinh',
    )
    const signerPositionId = signers.find((one) => one.title === 'Giám đốc')?.positionId
    const facts = { typeCode: 'quyet-dinh', abstract, signerPositionId }
    const files = await post<{ main: object; source: object }>(api, '/api/documents/forms/make', {
      ...facts,
      grounds: ['Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023'],
      body: [
        'Ban hành kèm theo Quyết định này Quy chế quản lý dữ liệu dùng chung.',
        'Quyết định này có hiệu lực từ ngày ký.',
      ],
      copiesTo: ['Ủy ban nhân dân phường Kinh Bắc', theirDepartment],
    })
    const units = await read<{ id: string; name: string }[]>(api, '/api/organisation/units')
    const ward = units.find((one) => one.name === 'Ủy ban nhân dân phường Kinh Bắc')
    const made = await post<{ documentId: string }>(api, '/api/documents/drafts', {
      facts: { ...facts, recipients: [{ agencyId: ward?.id }, { outsideId }] },
      files: { main: files.main, source: files.source },
    })
    documentId = made.documentId
    const { version } = await read<{ version: number }>(api, `/api/documents/${documentId}/draft`)
    await post(api, `/api/documents/${documentId}/submit`, { version, chain: [] })
  })

  it('is read and signed by the director among others, under one authorization', async () => {
    const { page, context } = await as('thanhgv')
    await step(page, '2-many', async () => {
      await page.goto('/signing/batch')
      await settled(page)
      await page.getByRole('button', { name: new RegExp(abstract) }).click()
      await settled(page)
      await page.keyboard.press('x')
      await page.getByRole('button', { name: 'Ký 1 văn bản' }).click()
      await signWith(page, hsmKey.leader)
      expect(await accessFaults(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Ký số', exact: true }).click()
      await page.getByText('Đã ký 1/1').waitFor({ timeout: 60_000 })
    })
    expect(pdfsig(await mainFile(context.request, documentId))).toEqual(['Signature is Valid.'])
  })

  it('gets its number and its seal from the clerk; every signature stays valid', async () => {
    const { page, context } = await as('hoabt')
    await step(page, '3-seal', async () => {
      await page.goto(`/outgoing/${documentId}`)
      await page.getByRole('button', { name: 'Phát hành' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('checkbox').check()
      await signWith(page, hsmKey.seal)
      await dialog.getByRole('button', { name: 'Phát hành' }).click()
      await expect
        .poll(async () => (await read<Recorded>(context.request, `/api/documents/${documentId}`)).state, {
          timeout: 60_000,
        })
        .toBe('issued')
      await page.goto(`/documents/${documentId}`)
      await page.getByText('Tất cả chữ ký hợp lệ').waitFor({ timeout: 60_000 })
    })
    issued = await mainFile(context.request, documentId)
    expect(pdfsig(issued)).toEqual(['Signature is Valid.', 'Signature is Valid.'])
  })

  /** Registers what arrived and sees its verdict beside it; answers the file as it was received. */
  async function received({ page, context }: Visit): Promise<Buffer> {
    await page.goto('/arrivals')
    const row = page.getByRole('row', { name: new RegExp(abstract) })
    // What comes from outside comes on its own time.
    const there = async () => {
      if ((await row.count()) > 0) return true
      await page.reload()
      await settled(page)
      return false
    }
    await expect.poll(there, { timeout: 60_000 }).toBe(true)
    await row.getByText('Đăng ký', { exact: true }).click()
    await page.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
    await page.locator('.registered-number').waitFor()
    const list = await read<{ items: { id: string; abstract: string }[] }>(
      context.request,
      '/api/documents?travel=incoming&limit=20',
    )
    const id = list.items.find((one) => one.abstract === abstract)?.id ?? ''
    await page.goto(`/documents/${id}`)
    await page.getByText('Tất cả chữ ký hợp lệ').waitFor({ timeout: 60_000 })
    return mainFile(context.request, id)
  }

  it('is found valid and registered by the ward', async () => {
    const ward = await as('oanhttl')
    await step(ward.page, '4-ward', async () => {
      expect((await received(ward)).equals(issued)).toBe(true)
    })
  })

  it('is found valid and registered in the other installation, byte for byte', async () => {
    const clerk = await as('departmentclerk', over())
    await step(clerk.page, '5-other', async () => {
      const file = await received(clerk)
      expect(file.equals(issued)).toBe(true)
      expect(pdfsig(file)).toEqual(['Signature is Valid.', 'Signature is Valid.'])
      expect(await accessFaults(clerk.page)).toEqual([])
      // As a file too; and changed, for what it is.
      const changed = Buffer.from(file)
      const at = changed.indexOf('stream') + 60
      changed[at] = (changed[at] ?? 0) ^ 1
      await clerk.page.goto('/signing/verify')
      await clerk.page.setInputFiles('input[type=file]', {
        name: 'sua.pdf',
        mimeType: 'application/pdf',
        buffer: changed,
      })
      await clerk.page.getByText('Có chữ ký không hợp lệ').waitFor({ timeout: 60_000 })
    })
  })

  it('shows its sender what became of it at both', async () => {
    const { page, context } = await as('longtv')
    await step(page, '6-statuses', async () => {
      await expect
        .poll(
          async () =>
            (await read<Recorded>(context.request, `/api/documents/${documentId}`)).deliveries.map((one) => one.status),
          { timeout: 60_000 },
        )
        .toEqual(['03', '03'])
      await page.goto(`/documents/${documentId}`)
      await page.getByText('2/2').first().waitFor()
      for (const name of ['Ủy ban nhân dân phường Kinh Bắc', theirDepartment])
        await page.locator('li, tr').filter({ hasText: name }).filter({ hasText: 'Đã tiếp nhận' }).first().waitFor()
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /^Tải về \(/ }).click(),
      ])
      expect(readFileSync(await saved.path()).equals(issued)).toBe(true)
    })
  })

  it('is genuine for a citizen who drops it, and not with one byte changed', async () => {
    const { page } = await as(null)
    await step(page, '7-genuine', async () => {
      await page.goto('/kiem-tra')
      await page.setInputFiles('input[type=file]', { name: 'a.pdf', mimeType: 'application/pdf', buffer: issued })
      await page.getByText('Đúng là văn bản đã phát hành').waitFor()
      await page.getByText(department).waitFor()
      expect(await page.content()).not.toContain(abstract)
      expect(await accessFaults(page)).toEqual([])
      const changed = Buffer.from(issued)
      changed[1000] = (changed[1000] ?? 0) ^ 1
      await page.setInputFiles('input[type=file]', { name: 'b.pdf', mimeType: 'application/pdf', buffer: changed })
      await page.getByText('Không khớp với văn bản nào đã phát hành').waitFor()
    })
  })
})
