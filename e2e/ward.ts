import { randomInt } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { makeLetter } from '../server/src/documents/reading/testing/make-letter.ts'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'

/** What the stories of one ward begin with: its people at their browsers, and documents that stand where a story needs them. Each story has a document of its own. */

export const mark = String(randomInt(1_000_000, 10_000_000))
export let browser: Browser
const visits = new Map<string, Promise<Visit>>()
/** Everybody keeps one browser through the whole file. */
export const as = async (userName: string): Promise<Page> => {
  const there = visits.get(userName) ?? visit(browser, { userName })
  visits.set(userName, there)
  return (await there).page
}
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
})
export const step = (page: Page, name: string, work: () => Promise<unknown>) => pictured(page, `acts-${name}`, work)

/** Sends to the API as the person at the page: what comes before the act that a test is about. */
export async function post<T>(page: Page, path: string, data: unknown): Promise<T> {
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const answer = await page.context().request.post(path, { data, headers, timeout: 120_000 })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}
export const get = async <T>(page: Page, path: string): Promise<T> => (await page.context().request.get(path)).json()

let written = 0
/** A document of the ward that has a number and is with nobody yet. */
export async function registered(): Promise<{ id: string; abstract: string; symbol: string }> {
  written += 1
  const clerk = await as('oanhttl')
  const abstract = `rà soát hộ kinh doanh, việc ${mark}-${written}`
  const symbol = `${mark}${written}/SCT-TM`
  const { documentId } = await post<{ documentId: string }>(clerk, '/api/documents/incoming', {
    facts: {
      arrivedOn: todayInVietnam(),
      issuerName: 'Sở Công Thương',
      symbol,
      issuedOn: '2026-11-02',
      typeCode: 'cong-van',
      abstract,
    },
    files: [],
  })
  return { id: documentId, abstract, symbol }
}
export const todayInVietnam = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

export interface Holder {
  unitId: string
  positionId: string
  personId: string
}
/** The same, presented to the ward's chairman; `directed`: and given by him to the specialist. */
export async function presented(): Promise<{ id: string; abstract: string }> {
  const document = await registered()
  const clerk = await as('oanhttl')
  await post(clerk, `/api/documents/${document.id}/present`, { version: 1, to: await holder(clerk, 'Nghĩa') })
  return document
}
export async function directed(): Promise<{ id: string; abstract: string }> {
  const document = await presented()
  const chairman = await as('nghiadh')
  const { steps } = await get<{ steps: { id: string; version: number; mine: boolean }[] }>(
    chairman,
    `/api/documents/${document.id}`,
  )
  const mine = steps.find((one) => one.mine)
  await post(chairman, `/api/documents/steps/${mine?.id}/assign`, {
    version: mine?.version,
    text: 'Đồng chí Hiếu xử lý',
    lead: await holder(chairman, 'Hiếu'),
  })
  return document
}
export async function holder(page: Page, q: string): Promise<Holder> {
  const { agencyId } = await get<{ agencyId: string }>(page, '/api/session')
  const [one] = await get<Holder[]>(page, `/api/organisation/holders?agencyId=${agencyId}&q=${encodeURIComponent(q)}`)
  if (!one) throw new Error(`nobody is called ${q}`)
  return { unitId: one.unitId, positionId: one.positionId, personId: one.personId }
}

export async function pick(page: Page, label: string, typed: string) {
  const field = page.getByRole('dialog').getByRole('textbox', { name: label }).first()
  await field.fill(typed)
  await page
    .getByRole('option', { name: new RegExp(typed) })
    .first()
    .click()
  await field.press('Tab')
}
export const letterFile = (symbol: string, name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: makeLetter({
    issuer: ['SỞ CÔNG THƯƠNG'],
    symbol,
    place: 'Bắc Ninh',
    date: 'ngày 18 tháng 11 năm 2026',
    abstract: [`V/v rà soát chợ đợt ${mark}`],
    addressees: ['Ủy ban nhân dân các xã, phường'],
    body: ['Đề nghị rà soát và báo cáo kết quả.'],
    authority: 'GIÁM ĐỐC',
    titles: [],
    name: 'Nguyễn Văn Thử',
    recipients: ['Như trên;', 'Lưu: VT.'],
  }),
})
export const dialogGone = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' })
export const menu = async (page: Page, item: string | RegExp) => {
  await page.getByRole('button', { name: 'Thao tác khác' }).first().click()
  await page.getByRole('menuitem', { name: item }).click()
}
export const undone = (page: Page) => page.getByText('Đã hoàn tác.').first().waitFor()

export async function signInAgain(page: Page) {
  const again = page.getByRole('dialog', { name: /Phiên/ })
  await again.getByRole('textbox', { name: 'Mật khẩu' }).fill('mocban-demo')
  await page.keyboard.press('Enter')
  await again.waitFor({ state: 'hidden' })
}
