import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLetter } from '../server/src/documents/reading/testing/make-letter.ts'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'

/** Single acts of a clerk's, a leader's and a specialist's day, with their taking back; all in one ward, each with a document of its own. */

const mark = String(Date.now()).slice(-7)
let browser: Browser
const visits = new Map<string, Promise<Visit>>()
/** Everybody keeps one browser through the whole file. */
const as = async (userName: string): Promise<Page> => {
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
const step = (page: Page, name: string, work: () => Promise<unknown>) => pictured(page, `acts-${name}`, work)

/** Sends to the API as the person at the page: what comes before the act that a test is about. */
async function post<T>(page: Page, path: string, data: unknown): Promise<T> {
  const answer = await page.context().request.post(path, { data, headers: { 'idempotency-key': crypto.randomUUID() } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}
const get = async <T>(page: Page, path: string): Promise<T> => (await page.context().request.get(path)).json()

let written = 0
/** A document of the ward that has a number and is with nobody yet. */
async function registered(): Promise<{ id: string; abstract: string; symbol: string }> {
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
const todayInVietnam = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

interface Holder {
  unitId: string
  positionId: string
  personId: string
}
/** The same, presented to the ward's chairman; `directed`: and given by him to the specialist. */
async function presented(): Promise<{ id: string; abstract: string }> {
  const document = await registered()
  const clerk = await as('oanhttl')
  await post(clerk, `/api/documents/${document.id}/present`, { version: 1, to: await holder(clerk, 'Nghĩa') })
  return document
}
async function directed(): Promise<{ id: string; abstract: string }> {
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
async function holder(page: Page, q: string): Promise<Holder> {
  const { agencyId } = await get<{ agencyId: string }>(page, '/api/session')
  const [one] = await get<Holder[]>(page, `/api/organisation/holders?agencyId=${agencyId}&q=${encodeURIComponent(q)}`)
  if (!one) throw new Error(`nobody is called ${q}`)
  return { unitId: one.unitId, positionId: one.positionId, personId: one.personId }
}

async function pick(page: Page, label: string, typed: string) {
  const field = page.getByRole('dialog').getByRole('textbox', { name: label }).first()
  await field.fill(typed)
  await page
    .getByRole('option', { name: new RegExp(typed) })
    .first()
    .click()
  await field.press('Tab')
}
const letterFile = (symbol: string, name: string) => ({
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
const dialogGone = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' })
const menu = async (page: Page, item: string | RegExp) => {
  await page.getByRole('button', { name: 'Thao tác khác' }).first().click()
  await page.getByRole('menuitem', { name: item }).click()
}
const undone = (page: Page) => page.getByText('Đã hoàn tác.').first().waitFor()

describe('the leader’s band', () => {
  it('opens, from a number, the list of exactly that many', async () => {
    const page = await as('khaild')
    await step(page, 'band', async () => {
      await page.goto('/')
      const band = page.getByRole('table', { name: 'Đơn vị đang giữ việc' })
      await band.waitFor()
      for (const figure of ['Đang giữ', 'Quá hạn']) {
        const link = band
          .getByRole('link', { name: /^\d{1,2}$/ })
          .and(band.getByTitle(figure))
          .first()
        const count = Number(await link.innerText())
        await link.click()
        await page.getByText('đang giữ').first().waitFor()
        await expect.poll(() => page.locator('tbody tr').count()).toBe(count)
        await page.goBack()
      }
    })
  })
})

describe('undo', () => {
  it('takes a presenting back by the key z, and a direction by its button; what was named by mistake sees nothing', async () => {
    const document = await registered()
    const clerk = await as('oanhttl')
    await step(clerk, 'undo-present', async () => {
      await clerk.goto(`/documents/${document.id}`)
      await clerk.getByRole('button', { name: 'Trình lãnh đạo' }).click()
      await pick(clerk, 'Trình ai', 'Nghĩa')
      await clerk.getByRole('dialog').getByRole('button', { name: 'Trình lãnh đạo' }).click()
      await clerk.getByText('Đã trình Dương Hữu Nghĩa.').waitFor()
      await dialogGone(clerk)
      await clerk.keyboard.press('z')
      await undone(clerk)
      await clerk.getByRole('button', { name: 'Trình lãnh đạo' }).waitFor()
    })
    const { id } = await presented()
    const chairman = await as('nghiadh')
    const direct = async () => {
      await chairman.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      await chairman.getByRole('dialog').getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).fill('Đồng chí Hiếu xử lý')
      await pick(chairman, 'Chủ trì', 'Hiếu')
      await chairman.getByRole('dialog').getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      await chairman.getByText('Đã chuyển tới 1 nơi.').last().waitFor()
      await dialogGone(chairman)
    }
    const specialist = await as('hieucd')
    await step(chairman, 'undo-direct', async () => {
      await chairman.goto(`/documents/${id}`)
      await direct()
      expect((await specialist.context().request.get(`/api/documents/${id}`)).status()).toBe(200)
      await chairman.getByRole('button', { name: /^Hoàn tác/ }).click()
      await undone(chairman)
      expect((await specialist.context().request.get(`/api/documents/${id}`)).status()).toBe(404)
      // Once somebody acted further it is refused, by name.
      await direct()
      const { steps } = await get<{ steps: { id: string; version: number; mine: boolean; endedAt: null | string }[] }>(
        specialist,
        `/api/documents/${id}`,
      )
      const mine = steps.find((one) => one.mine && one.endedAt === null)
      await post(specialist, `/api/documents/steps/${mine?.id}/accept`, { version: mine?.version })
      await chairman.keyboard.press('z')
      await chairman
        .getByText(/Chu Đức Hiếu/)
        .first()
        .waitFor()
    })
  })

  it('takes back returning, handing over and finishing', async () => {
    const { id } = await directed()
    const specialist = await as('hieucd')
    await step(specialist, 'undo-specialist', async () => {
      await specialist.goto(`/documents/${id}`)
      const back = async (done: RegExp) => {
        await specialist.getByText(done).last().waitFor()
        await dialogGone(specialist)
        const answer = specialist.waitForResponse(/\/undo$/)
        await specialist.keyboard.press('z')
        expect((await answer).status()).toBe(200)
      }
      await menu(specialist, 'Trả lại')
      await specialist.getByRole('dialog').getByRole('textbox', { name: 'Lý do' }).fill('Không thuộc phạm vi')
      await specialist.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
      await back(/Đã trả lại\./)
      await menu(specialist, 'Bàn giao')
      await pick(specialist, 'Bàn giao cho', 'Oanh')
      await specialist.getByRole('dialog').getByRole('button', { name: 'Bàn giao' }).click()
      await back(/Đã bàn giao cho/)
      await menu(specialist, 'Kết thúc xử lý')
      await specialist.getByRole('dialog').getByRole('textbox', { name: 'Kết quả xử lý' }).fill('Đã rà soát 42 hộ')
      await specialist.getByRole('dialog').getByRole('button', { name: 'Kết thúc xử lý' }).click()
      await back(/Đã kết thúc xử lý\./)
      await specialist.getByText('hoàn tác việc vừa làm').first().waitFor()
    })
  })
})

describe('what was typed', () => {
  const text = 'Đồng chí Hiếu rà soát, báo cáo trước ngày 15'

  it('stays when a dialog is left by Escape or by a click beside it, and goes when it was sent', async () => {
    const { id } = await presented()
    const chairman = await as('nghiadh')
    await step(chairman, 'kept-dialog', async () => {
      await chairman.goto(`/documents/${id}`)
      const dialog = chairman.getByRole('dialog')
      const open = async () => {
        await chairman.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
        await dialog.waitFor()
      }
      await open()
      await dialog.getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).fill(text)
      await pick(chairman, 'Chủ trì', 'Hiếu')
      await chairman.keyboard.press('Escape')
      await dialogGone(chairman)
      await open()
      await dialog.getByText('Nội dung bạn gõ dở lần trước').waitFor()
      expect(await dialog.getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).inputValue()).toBe(text)
      await chairman.mouse.click(5, 5)
      await dialogGone(chairman)
      await chairman.reload()
      await open()
      expect(await dialog.getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).inputValue()).toBe(text)
      await dialog.getByText('Chu Đức Hiếu').waitFor()
      await dialog.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      await chairman.getByText('Đã chuyển tới 1 nơi.').last().waitFor()
      await dialogGone(chairman)
      await chairman.keyboard.press('z')
      await undone(chairman)
      await open()
      expect(await dialog.getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).inputValue()).toBe('')
      await chairman.keyboard.press('Escape')
    })
  })

  it('is sent after signing in again in place, where the session ended meanwhile', async () => {
    const { id } = await directed()
    const specialist = await as('hieucd')
    await step(specialist, 'session-ended', async () => {
      await specialist.goto(`/documents/${id}`)
      await menu(specialist, 'Kết thúc xử lý')
      const dialog = specialist.getByRole('dialog', { name: 'Kết thúc xử lý' })
      await dialog.getByRole('textbox', { name: 'Kết quả xử lý' }).fill('Đã rà soát 42 hộ')
      await specialist.context().clearCookies()
      await dialog.getByRole('button', { name: 'Kết thúc xử lý' }).click()
      await signInAgain(specialist)
      await specialist.getByText('Đã kết thúc xử lý.').waitFor()
      await specialist.getByText('Đã rà soát 42 hộ').first().waitFor()
    })
  })

  it('of a document not saved yet is on the server: kept over the end of the session, found again elsewhere', async () => {
    const specialist = await as('hieucd')
    const abstract = `kế hoạch rà soát ${mark}`
    await step(specialist, 'kept-draft', async () => {
      await specialist.goto('/outgoing/new')
      await specialist.getByRole('textbox', { name: 'Trích yếu' }).waitFor()
      await specialist.context().clearCookies()
      await specialist.getByRole('textbox', { name: 'Trích yếu' }).fill(abstract)
      await signInAgain(specialist)
      await specialist.getByText('Đã giữ bản dở').waitFor()
      expect(await specialist.getByRole('textbox', { name: 'Trích yếu' }).inputValue()).toBe(abstract)
      const elsewhere = (await visit(browser, { userName: 'hieucd' })).page
      await elsewhere.goto('/outgoing/new')
      await elsewhere.getByRole('link', { name: abstract }).click()
      await expect.poll(() => elsewhere.getByRole('textbox', { name: 'Trích yếu' }).inputValue()).toBe(abstract)
      await specialist.goto('/outgoing/new')
      const begun = specialist.getByRole('listitem').filter({ hasText: abstract })
      await begun.getByRole('button', { name: 'Bỏ bản dở' }).click()
      await begun.waitFor({ state: 'hidden' })
    })
  })
})

describe('a clerk’s day', () => {
  it('sends an arrival back with the reason, which its sender sees at once', async () => {
    const office = await as('dungpt')
    const leader = await as('binhttt')
    const abstract = `phòng cháy chợ đêm ${mark}`
    const { documentId } = await post<{ documentId: string }>(office, '/api/documents/incoming', {
      facts: {
        arrivedOn: todayInVietnam(),
        issuerName: 'Bộ Công an',
        symbol: `${mark}/BCA-C07`,
        typeCode: 'cong-van',
        abstract,
      },
      files: [],
    })
    await post(office, `/api/documents/${documentId}/present`, { version: 1, to: await holder(office, 'Thanh Bình') })
    const units = await get<{ id: string; name: string }[]>(leader, '/api/organisation/units')
    const ward = units.find((one) => one.name === 'Ủy ban nhân dân phường Kinh Bắc')
    const { steps } = await get<{ steps: { id: string; version: number }[] }>(leader, `/api/documents/${documentId}`)
    await post(leader, `/api/documents/steps/${steps[0]?.id}/assign`, {
      version: steps[0]?.version,
      text: 'Phường thực hiện',
      lead: { unitId: ward?.id },
    })
    const clerk = await as('oanhttl')
    await step(clerk, 'refuse', async () => {
      await clerk.goto('/arrivals')
      await clerk
        .getByRole('row', { name: new RegExp(abstract) })
        .getByRole('button', { name: 'Từ chối tiếp nhận' })
        .click()
      await clerk.getByRole('dialog').getByRole('textbox', { name: 'Lý do' }).fill('Không thuộc địa bàn')
      await clerk.getByRole('dialog').getByRole('button', { name: 'Từ chối tiếp nhận' }).click()
      await clerk.getByText('Đã trả lại nơi gửi kèm lý do.').waitFor()
      await clerk.getByRole('row', { name: new RegExp(abstract) }).waitFor({ state: 'hidden' })
    })
    await step(leader, 'refuse-told', async () => {
      await leader.goto(`/documents/${documentId}`)
      await leader.getByText('Từ chối tiếp nhận').first().waitFor()
      await leader.getByText('Không thuộc địa bàn').first().waitFor()
    })
  })

  it('cancels a number given by mistake: it stays in the book', async () => {
    const { id, symbol } = await registered()
    const clerk = await as('oanhttl')
    await step(clerk, 'cancel', async () => {
      await clerk.goto(`/documents/${id}`)
      await menu(clerk, 'Hủy số đăng ký')
      await clerk.getByRole('dialog').getByText('không cấp lại cho văn bản khác').waitFor()
      await clerk.getByRole('dialog').getByRole('textbox', { name: 'Lý do' }).fill('Đăng ký nhầm')
      await clerk.getByRole('dialog').getByRole('button', { name: 'Hủy số đăng ký' }).click()
      await clerk.getByText(/Hủy bởi Tạ Thị Lan Oanh.*Đăng ký nhầm/).waitFor()
      await clerk.goto('/books')
      await clerk
        .getByRole('row', { name: new RegExp(symbol) })
        .getByText(/Đăng ký nhầm/)
        .waitFor()
    })
  })

  it('corrects a field: the number stays', async () => {
    const { id } = await registered()
    const clerk = await as('oanhttl')
    await step(clerk, 'correct', async () => {
      await clerk.goto(`/documents/${id}`)
      await menu(clerk, 'Sửa thông tin đăng ký')
      const field = clerk.locator('[data-field="symbol"] input')
      await field.fill(`${mark}/SỬA-TM`)
      await clerk.getByRole('button', { name: 'Lưu thông tin đã sửa' }).click()
      await clerk.getByText('Đã sửa thông tin đăng ký.').waitFor()
      await clerk.getByText(`${mark}/SỬA-TM`).first().waitFor()
    })
  })

  it('goes on with a registration that was begun, and is shown what may be registered already', async () => {
    const { symbol, abstract } = await registered()
    const clerk = await as('oanhttl')
    await step(clerk, 'begun', async () => {
      await clerk.goto('/register')
      const field = (name: string) => clerk.locator(`[data-field="${name}"] :is(input,textarea)`).first()
      await field('symbol').fill(symbol)
      await field('abstract').fill(`${abstract} bản gửi lại`)
      await clerk.getByText('Đã giữ bản dở').waitFor()
      await clerk.goto('/register')
      await clerk.getByText('Đăng ký còn dở').waitFor()
      await clerk.getByRole('link', { name: new RegExp(`${abstract} bản gửi lại`) }).click()
      await expect.poll(() => field('abstract').inputValue()).toBe(`${abstract} bản gửi lại`)
      await field('issuerName').fill('Sở Công Thương')
      await field('issuedOn').fill('02/11/2026')
      await field('issuedOn').press('Tab')
      await clerk.getByText('Có thể đã đăng ký').waitFor()
      await clerk.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
      await clerk.getByText('Cần điền').first().waitFor()
      await clerk.locator('[data-field="typeCode"] select').selectOption('cong-van')
      // Without a look at it nothing is registered.
      const number = clerk.locator('.registered-number')
      await clerk.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
      const seen = clerk.getByRole('checkbox', { name: /Đã xem/ })
      await expect.poll(() => seen.evaluate((box) => box === document.activeElement)).toBe(true)
      expect(await number.count()).toBe(0)
      await seen.check()
      await clerk.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
      await number.waitFor()
    })
  })

  it('registers two files as two documents, one after the other without a mouse; refuses what is classified', async () => {
    const clerk = await as('oanhttl')
    // Numbers as long as they get: a longer one is not read as one.
    const [first, second] = [8, 9].map((n) => `${mark.slice(-5)}${n}/SCT-TM`) as [string, string]
    await step(clerk, 'one-by-one', async () => {
      await clerk.goto('/register')
      await clerk
        .locator('input[type=file]')
        .first()
        .setInputFiles([letterFile(first, 'mot.pdf'), letterFile(second, 'hai.pdf')])
      await clerk.getByLabel(/Mỗi tệp là một văn bản riêng/).check()
      const field = (name: string) => clerk.locator(`[data-field="${name}"] :is(input,select)`).first()
      await expect.poll(() => field('symbol').inputValue(), { timeout: 30_000 }).toBe(first)
      await field('secrecy').selectOption('secret')
      await clerk.keyboard.press('Control+Enter')
      await clerk.getByText(/Văn bản mật không đăng ký trên hệ thống này/).waitFor()
      await field('secrecy').selectOption('none')
      await clerk.keyboard.press('Control+Enter')
      await clerk.locator('.registered-number').waitFor()
      await clerk.keyboard.press('Enter')
      await expect.poll(() => field('symbol').inputValue(), { timeout: 30_000 }).toBe(second)
      await clerk.keyboard.press('Control+Enter')
      await clerk.locator('.registered-number').waitFor()
    })
  })
})

describe('a leader’s day', () => {
  it('recalls what was given, with the reason, and takes over for one who is absent', async () => {
    const { id } = await directed()
    const chairman = await as('nghiadh')
    await step(chairman, 'recall', async () => {
      await chairman.goto(`/documents/${id}`)
      await menu(chairman, /^Thu hồi: Chu Đức Hiếu/)
      await chairman.getByRole('dialog').getByRole('textbox', { name: 'Lý do' }).fill('Giao người khác')
      await chairman.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
      await chairman.getByText('Đã thu hồi.').waitFor()
      await chairman.getByRole('button', { name: 'Chỉ đạo', exact: true }).waitFor()
    })
    const second = await directed()
    await step(chairman, 'take-over', async () => {
      await chairman.goto(`/documents/${second.id}`)
      await menu(chairman, /^Tiếp nhận thay: Chu Đức Hiếu/)
      await chairman.getByRole('dialog').getByRole('textbox', { name: 'Lý do' }).fill('Đồng chí Hiếu đi học')
      await chairman.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận thay' }).click()
      await chairman.getByText('Đã tiếp nhận thay.').waitFor()
      await chairman.getByRole('button', { name: 'Chuyển xử lý', exact: true }).waitFor()
    })
  })

  it('directs on a phone with a sentence they use often and a short date, and takes it back with the thumb', async () => {
    const { id } = await presented()
    const { page } = await visit(browser, { userName: 'nghiadh', size: { width: 390, height: 844 } })
    await step(page, 'phone', async () => {
      await page.goto(`/documents/${id}`)
      await page.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('group', { name: 'Câu hay dùng' }).getByRole('button').first().click()
      const due = dialog.getByRole('textbox', { name: 'Thời hạn' })
      await due.fill('15/12')
      await due.press('Tab')
      expect(await due.inputValue()).toMatch(/^15\/12\/\d{4}$/)
      await dialog.getByRole('textbox', { name: 'Chủ trì' }).first().fill('hieu')
      await page.getByRole('option', { name: /Hiếu/ }).first().click()
      await dialog.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      await page.getByText('Đã chuyển tới 1 nơi.').waitFor()
      await page.getByRole('button', { name: /^Hoàn tác/ }).click()
      await undone(page)
    })
  })

  it('gives many at once: a result for each, and the bell at the end', async () => {
    const some = [await presented(), await presented(), await registered()]
    const chairman = await as('nghiadh')
    await step(chairman, 'bulk', async () => {
      await chairman.goto(`/documents?q=${mark}`)
      for (const { abstract } of some)
        await chairman
          .getByRole('row', { name: new RegExp(`${abstract}\\b`) })
          .getByRole('checkbox')
          .check()
      await chairman.getByText('Đã chọn 3').waitFor()
      await chairman.getByRole('toolbar').getByRole('button', { name: 'Chuyển xử lý' }).click()
      await pick(chairman, 'Chủ trì', 'Hiếu')
      await chairman.getByRole('dialog').getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).fill('Đồng chí Hiếu xử lý')
      await chairman.getByRole('dialog').getByRole('button', { name: 'Thực hiện với 3 văn bản' }).click()
      await chairman.getByRole('dialog').getByText('Đã xong 2 trên 3 · 1 văn bản chưa làm được').waitFor()
      await chairman.getByRole('dialog').getByText('việc này đang ở người khác').waitFor()
      await chairman.keyboard.press('Escape')
      await dialogGone(chairman)
      await chairman.getByRole('button', { name: /Thông báo/ }).click()
      await chairman
        .getByText(/hàng loạt/)
        .first()
        .click()
      await chairman.waitForURL(/\/documents\/bulk\//)
      await chairman.getByText('Đã xong 2 trên 3').waitFor()
      // Who was given both finds them on the desk; what was not chosen is where it was.
      const specialist = await as('hieucd')
      await specialist.goto('/')
      for (const { abstract } of some.slice(0, 2))
        await specialist
          .getByRole('link', { name: new RegExp(`${abstract}\\b`) })
          .first()
          .waitFor()
      expect(await specialist.getByRole('link', { name: some[2]?.abstract ?? '' }).count()).toBe(0)
    })
  })
})

async function signInAgain(page: Page) {
  const again = page.getByRole('dialog', { name: /Phiên/ })
  await again.getByRole('textbox', { name: 'Mật khẩu' }).fill('mocban-demo')
  await page.keyboard.press('Enter')
  await again.waitFor({ state: 'hidden' })
}
