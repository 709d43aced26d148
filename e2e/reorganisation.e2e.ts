import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictured, startBrowser, visit } from './browser.ts'
import { type Product, startProduct } from './start-product.ts'

/** From two provinces with districts to one without, as the administrator, the auditor and a commune's secretary live through it. */

let browser: Browser
let product: Product
const as = (userName: string) => visit(browser, { userName, product: product.address })
const list = (name: string) => fileURLToPath(new URL(`../server/src/demonstration/data/${name}.json`, import.meta.url))

beforeAll(async () => {
  ;[browser, product] = await Promise.all([startBrowser(), startProduct({ MOCBAN_DEMONSTRATION: '2024' })])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const question = (page: Page) => page.locator('.reorganisation-ask h2')
/** Takes what is suggested by Enter, one question after the other; answers what was asked. */
async function settleAll(page: Page): Promise<string[]> {
  const asked: string[] = []
  await question(page).waitFor()
  while ((await question(page).count()) > 0) {
    const words = (await question(page).textContent()) ?? ''
    asked.push(words)
    await page.keyboard.press('Enter')
    // On a slow machine the same question stands for a while.
    await expect
      .poll(
        async () =>
          (await question(page).count()) > 0
            ? question(page)
                .textContent({ timeout: 1000 })
                .catch(() => words)
            : null,
        { timeout: 15_000 },
      )
      .not.toBe(words)
  }
  return asked
}
async function check(page: Page): Promise<void> {
  await step(page, 'Kiểm tra').click()
  await page.getByRole('button', { name: /^Kiểm tra( lại)?$/ }).click()
  await page.getByText('Đang kiểm tra.').waitFor()
  await page.getByText('Đang kiểm tra.').waitFor({ state: 'detached', timeout: 90_000 })
  await page.getByText(/Kiểm tra lúc/).waitFor()
}
const step = (page: Page, name: string) => page.locator('.reorganisation-steps a').filter({ hasText: name })

/** The four that become Phường Chũ, and what is open in them before. */
const four = ['thị trấn Chũ', 'xã Thanh Hải', 'xã Hồng Giang', 'xã Trù Hựu'].map((one) => `Ủy ban nhân dân ${one}`)
const before = {
  office: 0,
  party: 0,
  all: 0,
  ofOffice: {} as Record<string, number>,
  ofParty: {} as Record<string, number>,
}
const paper = { id: '', symbol: '' }

describe('the merger of 1 July 2025', () => {
  it('leaves a paper of a district in 2024, as its clerk finds it', async () => {
    const { context } = await as('hoabt')
    const answer = await context.request.get('/api/documents?travel=outgoing&limit=50')
    const { items } = (await answer.json()) as { items: { id: string; symbol: string; issuedOn: string }[] }
    const found = items.find((one) => one.issuedOn?.startsWith('2024'))
    expect(found).toBeDefined()
    Object.assign(paper, found)
    await context.close()
  })

  it('is planned from the two lists: 35 names are asked and settled by keyboard, the rest goes by itself', async () => {
    const { context, page, complaints } = await as('datmt')
    await pictured(page, 'reorganisation', async () => {
      await page.goto('/reorganisations')
      await page.getByRole('button', { name: 'Lập phương án' }).click()
      await page.getByLabel('Tên phương án').fill('Sắp xếp đơn vị hành chính tỉnh Bắc Ninh năm 2025')
      await page.getByLabel('Căn cứ').fill('Nghị quyết số 202/2025/QH15; Nghị quyết số 1658/NQ-UBTVQH15')
      await page.getByLabel('Hiệu lực từ ngày').fill('1/7/2025')
      await page.getByLabel('Mã định danh cũ dùng đến hết ngày').fill('31/12/2026')
      await page.getByLabel('Lấy người đứng đầu của đơn vị chính').check()
      await page.getByRole('button', { name: 'Lập', exact: true }).click()
      await page.locator('input[type=file][accept*=json]').setInputFiles([list('units-2024-06'), list('units-2025-07')])
      await page.getByText('2 tỉnh, 18 huyện, 335 xã').waitFor()
      await page.getByRole('button', { name: 'Lập thao tác từ hai danh sách' }).click()

      await page.getByRole('button', { name: /Tên không khớp đơn vị nào 33/ }).waitFor()
      await page.getByRole('button', { name: /Tên khớp nhiều đơn vị 2/ }).waitFor()
      const asked = await settleAll(page)
      expect(asked).toHaveLength(35)
      expect(asked.filter((one) => one.includes('có nhiều đơn vị mang tên đó'))).toHaveLength(2)
      expect(asked.join()).toContain('Trường bắn TB1')

      await check(page)
      await step(page, 'Vấn đề').click()
      // Nine communes are named nowhere: not guessed, but asked.
      const left = await settleAll(page)
      expect(left, left.join('\n')).toHaveLength(9)
      expect(left.join()).toContain('xã Tam Hiệp')
      await check(page)
      await page.getByText('Không còn vấn đề nào phải giải quyết.').waitFor()

      const id = /reorganisations\/([0-9a-f-]+)/.exec(page.url())?.[1]
      for (let after = ''; ; ) {
        const answer = await context.request.get(`/api/reorganisations/${id}/counts?limit=100&after=${after}`)
        const { items, next } = (await answer.json()) as {
          items: { unit: { name: string }; agency: { name: string }; counts: { 'tasks-open'?: number } }[]
          next?: string
        }
        for (const one of items.filter(({ agency }) => four.includes(agency.name))) {
          const open = one.counts['tasks-open'] ?? 0
          before.all += open
          if (one.unit.name.startsWith('Văn phòng')) {
            before.office += open
            before.ofOffice[one.agency.name] = open
          }
          if (one.unit.name === 'Đảng ủy') {
            before.party += open
            before.ofParty[one.agency.name] = open
          }
        }
        if (!next) break
        after = next
      }
      // Each of the four brings something.
      for (const of of [before.ofOffice, before.ofParty]) {
        expect(Object.keys(of).sort()).toEqual([...four].sort())
        for (const open of Object.values(of)) expect(open).toBeGreaterThan(0)
      }
      expect(complaints).toEqual([])
    })
    await context.close()
  })

  it('shows the chart before and after, and is carried out after telling exactly what will be done', async () => {
    const { context, page, complaints } = await as('datmt')
    await pictured(page, 'reorganisation-carried-out', async () => {
      await page.goto('/reorganisations')
      await page.getByRole('link', { name: /Sắp xếp đơn vị hành chính/ }).click()
      await step(page, 'Trước và sau').click()
      const chart = page.getByRole('table', { name: 'Trước và sau' })
      await chart.getByText('Ủy ban nhân dân tỉnh Bắc Giang').first().waitFor()
      await step(page, 'Thực hiện').click()
      await page.getByRole('button', { name: 'Thực hiện ngay' }).click()
      const sure = page.getByRole('dialog')
      await sure.getByText('Không hoàn tác được.').waitFor()
      await sure.getByText(/nhiệm vụ đang mở/).waitFor()
      await sure.getByRole('button', { name: 'Thực hiện phương án' }).click()
      await page.getByText(/Đã thực hiện lúc/).waitFor({ timeout: 110_000 })
      expect(complaints).toEqual([])
    })
    await context.close()
  })

  it('lets the secretary of a ward formed from four find every open task of all four on one desk', async () => {
    const { context, page } = await as('kientv')
    await pictured(page, 'reorganisation-desk', async () => {
      await page.goto('/')
      await page.getByText('Ủy ban nhân dân phường Chũ').waitFor()
      await page.getByText('Bí thư Đảng ủy').first().waitFor()
      // What the Party committees had to do themselves, and what they had to do along with the others: together everything that was open.
      for (const [name, open] of [
        ['Nhiệm vụ của tôi', before.party],
        ['Tôi phối hợp', before.all - before.party],
      ] as const) {
        await page.getByRole('heading', { name: `${name} (${open})` }).waitFor()
        expect(
          await page
            .getByRole('region', { name: new RegExp(name) })
            .getByRole('listitem')
            .count(),
        ).toBe(open)
      }
    })
    await context.close()
  })

  it('lets who leads its office find what the four offices had open, and who heads it what each unit holds', async () => {
    const office = await as('lienhtm')
    await office.page.goto('/')
    const mine = office.page.getByRole('region', { name: /Nhiệm vụ của tôi/ })
    await office.page.getByRole('heading', { name: `Nhiệm vụ của tôi (${before.office})` }).waitFor()
    expect(await mine.getByRole('listitem').count()).toBe(before.office)
    await office.context.close()
    // Who heads the ward sees on the desk what each unit holds, and behind it every open task of all four.
    const chairman = await as('lamvv')
    await chairman.page.goto('/')
    const band = chairman.page.getByRole('table', { name: 'Đơn vị đang giữ việc' })
    await band
      .getByRole('row', { name: /Văn phòng Hội đồng nhân dân/ })
      .getByRole('link', { name: String(before.office) })
      .first()
      .waitFor()
    const answer = await chairman.context.request.get('/api/tasks?scope=all&limit=100')
    const { items } = (await answer.json()) as { items: { state: string }[] }
    expect(items.filter((one) => !['closed', 'refused'].includes(one.state))).toHaveLength(before.all)
    await chairman.context.close()
  })

  it('lets the auditor of the merged province look back at a paper of a dissolved district', async () => {
    const { context, page, complaints } = await as('nguyetkt')
    await pictured(page, 'reorganisation-audit', async () => {
      await page.goto(`/audit/records/${paper.id}`)
      await page.getByRole('heading', { name: `Kiểm tra: Văn bản đi ${paper.symbol}` }).waitFor()
      const agency = page.getByRole('region', { name: 'Cơ quan của văn bản' })
      await agency.getByText('Ủy ban nhân dân huyện Lục Ngạn', { exact: true }).waitFor()
      await agency.getByText('ỦY BAN NHÂN DÂN HUYỆN LỤC NGẠN', { exact: true }).waitFor()
      await agency.getByRole('link', { name: 'Ủy ban nhân dân xã Lục Ngạn' }).waitFor()
      // Today those of the commune; on New Year's Eve of 2024 those of the district.
      const sight = page.getByRole('table', { name: 'Ai xem được trong ngày' })
      await sight
        .getByText(/Ủy ban nhân dân xã Lục Ngạn/)
        .first()
        .waitFor()
      await page.getByLabel('Ngày', { exact: true }).fill('31/12/2024')
      await page.keyboard.press('Enter')
      await sight
        .getByText(/Giáp Văn Thành Chủ tịch, Ủy ban nhân dân huyện Lục Ngạn/)
        .first()
        .waitFor()
      expect(await sight.getByText(/xã Lục Ngạn/).count()).toBe(0)
      expect(complaints).toEqual([])
      // An address that names nothing: nothing is there, and no part of it was left unread.
      const asked = page.waitForResponse((answer) => answer.url().includes('/api/audit/acts'))
      await page.goto('/audit/records/abc')
      await asked
      await page.getByRole('heading', { name: 'Không có trang này' }).waitFor()
      expect(await page.getByText('chưa đọc được').count()).toBe(0)
    })
    await context.close()
  })

  it('narrows the acts to one of the agencies that have ended, and to an address', async () => {
    const { context, page, complaints } = await as('nguyetkt')
    await page.goto('/audit')
    await page.getByPlaceholder('Cơ quan').fill('huyện Lục Ngạn')
    await page.getByRole('option', { name: /Ủy ban nhân dân huyện Lục Ngạn/ }).click()
    await page.waitForURL(/agency=/)
    const acts = page.getByRole('table')
    await acts.getByText('Ủy ban nhân dân huyện Lục Ngạn', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: /Xuất Excel/ }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('leaves a trail that verifies', () => {
    const { code, said } = product.command('verify')
    expect(said).toContain('Mọi thứ đúng.')
    expect(code).toBe(0)
  })
})
