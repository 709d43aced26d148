import { randomInt } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLetter } from '../server/src/documents/reading/testing/make-letter.ts'
import { pictured, startBrowser, type Visit, visit } from './browser.ts'
import { settled } from './look-over.ts'

/** The job for which a province opens the program every morning, from end to end, by the people who do it. */

const mark = String(randomInt(100_000, 1_000_000))
// A word that stands nowhere but inside this PDF, with diacritics that the one who looks for it does not type.
const hidden = `Thuỷvânđình${mark}`
const abstract = `triển khai tổ công nghệ số cộng đồng đợt ${mark}`
const letter = makeLetter({
  issuer: ['BỘ KHOA HỌC VÀ CÔNG NGHỆ'],
  symbol: `${mark}/BKHCN-CĐSQG`,
  place: 'Hà Nội',
  date: 'ngày 18 tháng 11 năm 2026',
  abstract: [`V/v ${abstract}`],
  addressees: ['Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương'],
  body: [
    `Bộ Khoa học và Công nghệ đề nghị Ủy ban nhân dân tỉnh chỉ đạo thành lập tổ công nghệ số cộng đồng, mã đợt ${hidden}.`,
    'Kết quả gửi về Bộ trước ngày 15/12/2026 để tổng hợp.',
  ],
  authority: 'KT. BỘ TRƯỞNG',
  titles: ['THỨ TRƯỞNG'],
  name: 'Nguyễn Văn Thử',
  recipients: ['Như trên;', 'Lưu: VT, CĐSQG.'],
})

const annex = makeLetter({
  issuer: ['SỞ KHOA HỌC VÀ CÔNG NGHỆ'],
  symbol: '',
  place: 'Bắc Ninh',
  date: 'ngày 20 tháng 11 năm 2026',
  type: 'PHỤ LỤC',
  abstract: ['Biểu thống kê'],
  body: [`Tổ công nghệ số cộng đồng, mẫu số ${mark}.`],
  titles: [],
  name: '',
  recipients: [],
})
/** The answer that the department issued, and the ward's registration of it. */
const answer = { issued: '', registered: '' }

let browser: Browser
const open: Visit[] = []
const as = async (userName: string): Promise<Page> => {
  const one = await visit(browser, { userName })
  open.push(one)
  return one.page
}
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
})

/** Types into a picker and takes the first choice that fits. */
async function pick(page: Page, label: string, typed: string, choice: string | RegExp = typed) {
  const dialog = page.getByRole('dialog')
  const place = (await dialog.count()) > 0 ? dialog : page
  const field = place.getByRole('textbox', { name: label }).first()
  await field.fill(typed)
  await page.getByRole('option', { name: choice }).first().click()
  await field.press('Tab')
}
/** Finds words in the page that is shown. */
async function findInPage(page: Page, words: string) {
  await page.getByRole('textbox', { name: 'Tìm trong văn bản' }).fill(words)
  await page.locator('[data-highlight^="match-1-"]').first().waitFor()
}
const step = (page: Page, name: string, work: () => Promise<unknown>) => pictured(page, `story-${name}`, work)

describe('a document from arrival to answer', () => {
  it('is registered from a PDF of one’s own: what it says is offered and accepted', async () => {
    const page = await as('dungpt')
    await step(page, '1-register', async () => {
      await page.goto('/register')
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'cong-van-bo.pdf', mimeType: 'application/pdf', buffer: letter })
      const symbol = page.locator('[data-field="symbol"] input')
      await expect.poll(() => symbol.inputValue(), { timeout: 60_000 }).toBe(`${mark}/BKHCN-CĐSQG`)
      await expect
        .poll(() =>
          page.locator('[data-field="abstract"] textarea, [data-field="abstract"] input').first().inputValue(),
        )
        .toContain('tổ công nghệ số cộng đồng')
      await pick(page, 'Trình luôn (không bắt buộc)', 'Trần Thị Thanh Bình', /Bình/)
      await page.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
      await page
        .getByText(/Đã trình|đã trình/)
        .first()
        .waitFor()
    })
  })

  it('is directed by the vice-chairman to a department and two communes in one act', async () => {
    const page = await as('binhttt')
    await step(page, '2-direct', async () => {
      await page.goto('/')
      await page.getByRole('link', { name: new RegExp(abstract, 'i') }).click()
      await page.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog
        .getByRole('textbox', { name: 'Ý kiến chỉ đạo' })
        .fill('Sở KH&CN chủ trì, tham mưu; các địa phương phối hợp thực hiện.')
      await pick(page, 'Chủ trì', 'Sở Khoa học và Công nghệ')
      await pick(page, 'Phối hợp', 'phường Kinh Bắc', /Kinh Bắc/)
      await pick(page, 'Phối hợp', 'xã Lục Ngạn', /Lục Ngạn/)
      await dialog.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      await page.getByText('Đã chuyển tới 3 nơi.').waitFor()
    })
  })

  it('arrives in the department, is registered, and goes from the director to the head and the specialist', async () => {
    const clerk = await as('hoabt')
    const refused: string[] = []
    clerk.on('response', (response) => response.status() === 409 && refused.push(response.url()))
    await step(clerk, '3-arrival', async () => {
      await clerk.goto('/arrivals')
      await clerk
        .getByRole('row', { name: new RegExp(mark) })
        .getByText('Đăng ký', { exact: true })
        .click()
      await pick(clerk, 'Trình luôn (không bắt buộc)', 'Giáp', /Giám đốc/)
      await clerk.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
      await clerk
        .getByText(/Đã trình|đã trình/)
        .first()
        .waitFor()
    })
    expect(refused).toEqual([])
    const passOn = async (
      userName: string,
      act: 'Chỉ đạo' | 'Chuyển xử lý',
      text: string,
      to: string,
      choice: RegExp,
    ) => {
      const page = await as(userName)
      await step(page, `3-${userName}`, async () => {
        await page.goto('/')
        await page
          .getByRole('link', { name: new RegExp(abstract, 'i') })
          .first()
          .click()
        await page.getByRole('button', { name: act, exact: true }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).fill(text)
        await pick(page, 'Chủ trì', to, choice)
        await dialog.getByRole('button', { name: act, exact: true }).click()
        await page.getByText('Đã chuyển tới 1 nơi.').waitFor()
      })
    }
    await passOn('thanhgv', 'Chỉ đạo', 'Phòng Chuyển đổi số tham mưu.', 'Phòng Chuyển đổi số', /^Phòng Chuyển đổi số/)
    await passOn('toannk', 'Chuyển xử lý', 'Đồng chí Long soạn văn bản gửi phường Kinh Bắc.', 'Long', /Long/)
  })

  it('is answered by a draft that is reviewed, approved and issued', async () => {
    const specialist = await as('longtv')
    await step(specialist, '4-draft', async () => {
      await specialist.goto('/')
      await specialist
        .getByRole('link', { name: new RegExp(abstract, 'i') })
        .first()
        .click()
      await specialist.getByRole('button', { name: 'Thao tác khác' }).click()
      await specialist.getByRole('menuitem', { name: /Soạn văn bản trả lời/ }).click()
      await specialist.getByRole('textbox', { name: 'Trích yếu' }).fill(`hướng dẫn ${abstract}`)
      await specialist.getByRole('textbox', { name: /^Kính gửi/ }).fill('Ủy ban nhân dân phường Kinh Bắc')
      await specialist
        .getByRole('textbox', { name: /^Nội dung/ })
        .fill(
          'Sở Khoa học và Công nghệ hướng dẫn thành lập tổ công nghệ số cộng đồng.\nĐề nghị thực hiện và báo cáo kết quả.',
        )
      await specialist.getByRole('button', { name: 'Tạo văn bản từ mẫu' }).click()
      await specialist.getByRole('button', { name: 'Tạo lại từ mẫu' }).waitFor({ timeout: 60_000 })
      // What is changed after the page was made stands in what is saved.
      await specialist
        .getByRole('textbox', { name: /^Nội dung/ })
        .fill(`Sở Khoa học và Công nghệ hướng dẫn thành lập tổ công nghệ số cộng đồng.\nBiểu mẫu số ${mark} kèm theo.`)
      await specialist.getByText('sẽ được tạo lại khi lưu').waitFor()
      await specialist
        .getByLabel('Thêm phụ lục, tệp kèm theo')
        .setInputFiles({ name: 'phu-luc.pdf', mimeType: 'application/pdf', buffer: annex })
      await specialist.getByRole('list', { name: 'Tệp kèm theo' }).getByText('phu-luc.pdf').waitFor()
      await pick(specialist, 'Thêm cơ quan trong tỉnh', 'phường Kinh Bắc', /Kinh Bắc/)
      await specialist.getByRole('button', { name: 'Lưu dự thảo' }).click()
      await specialist.getByText('Đã lưu dự thảo.').waitFor({ timeout: 60_000 })
      await specialist.getByRole('button', { name: 'Trình duyệt' }).first().waitFor()
      await findInPage(specialist, `bieu mau so ${mark}`)
      await specialist.getByRole('button', { name: 'Trình duyệt' }).first().click()
      const chain = specialist.getByRole('dialog')
      // The agency's chain for letters asks its office as well; for this one the drafter leaves it out.
      await chain.getByRole('button', { name: /^Bỏ .*Văn phòng/ }).click()
      await chain.getByRole('button', { name: 'Trình duyệt' }).click()
      await specialist.getByRole('dialog').waitFor({ state: 'hidden' })
    })
    answer.issued = new URL(specialist.url()).pathname
    const judge = async (userName: string, button: string, verdict: string) => {
      const page = await as(userName)
      await step(page, `4-${userName}`, async () => {
        await page.goto('/')
        await page
          .getByRole('link', { name: new RegExp(`hướng dẫn ${abstract}`, 'i') })
          .first()
          .click()
        await page.getByRole('button', { name: button, exact: true }).first().click()
        await page.getByRole('dialog').getByRole('button', { name: verdict, exact: true }).last().click()
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
      })
    }
    await judge('toannk', 'Cho ý kiến', 'Đồng ý')
    await judge('thanhgv', 'Duyệt', 'Duyệt')
    const clerk = await as('hoabt')
    await step(clerk, '4-issue', async () => {
      await clerk.goto(answer.issued)
      await clerk.getByRole('button', { name: 'Phát hành' }).first().click()
      await clerk
        .getByRole('dialog')
        .getByRole('button', { name: /Phát hành/ })
        .click()
      // What was issued is shown at once, with its number and date, and where it went.
      await clerk.waitForURL(/\/documents\//)
      await clerk
        .getByText(/\/SKHCN-/)
        .first()
        .waitFor()
    })
  })

  it('is found in the ward’s queue, registered there, and its receipt comes back', async () => {
    const ward = await as('oanhttl')
    await step(ward, '5-ward', async () => {
      await ward.goto('/arrivals')
      await ward
        .getByRole('row', { name: new RegExp(`hướng dẫn ${abstract}`, 'i') })
        .getByText('Đăng ký', { exact: true })
        .click()
      await ward.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
      await ward.getByRole('button', { name: 'Mở văn bản' }).click()
      await ward.waitForURL(/\/documents\//)
      answer.registered = new URL(ward.url()).pathname
      // The annex came with it and is read beside it.
      await ward.getByRole('tab', { name: 'phu-luc.pdf' }).click()
      await findInPage(ward, `mau so ${mark}`)
    })
    const specialist = await as('longtv')
    await step(specialist, '5-receipt', async () => {
      await specialist.goto('/documents?travel=outgoing')
      await specialist
        .getByRole('link', { name: new RegExp(`hướng dẫn ${abstract}`, 'i') })
        .first()
        .click()
      await specialist.getByText('Đã tiếp nhận').first().waitFor()
      await specialist.getByText('Ủy ban nhân dân phường Kinh Bắc').first().waitFor()
    })
    const leader = await as('binhttt')
    await step(leader, '5-way', async () => {
      await leader.goto('/documents?travel=incoming')
      await leader
        .getByRole('link', { name: new RegExp(abstract, 'i') })
        .first()
        .click()
      // The whole way on one page: what was directed, who has it, and how far each is.
      await leader.getByText('Sở KH&CN chủ trì, tham mưu').first().waitFor()
      await leader.getByText('Hoàn thành').first().waitFor()
    })
  })

  it('is asked back by its sender, and given back on screen', async () => {
    const clerk = await as('hoabt')
    await step(clerk, '6-recall', async () => {
      await clerk.goto(answer.issued.replace('/outgoing/', '/documents/'))
      await clerk.getByRole('button', { name: 'Thu hồi', exact: true }).click()
      const dialog = clerk.getByRole('dialog')
      await dialog.getByRole('textbox', { name: 'Lý do thu hồi' }).fill('Ban hành nhầm biểu mẫu')
      await dialog.getByRole('button', { name: 'Thu hồi', exact: true }).click()
      await clerk.getByText('Đã gửi yêu cầu thu hồi tới 2 nơi').waitFor()
    })
    const ward = await as('oanhttl')
    await step(ward, '6-recall-answered', async () => {
      await ward.goto(answer.registered)
      const asked = ward.getByRole('group', { name: 'Nơi gửi yêu cầu thu hồi văn bản này' })
      await asked.getByText('Ban hành nhầm biểu mẫu').waitFor()
      // Without a reason it is not refused: the field says so.
      await asked.getByRole('button', { name: 'Không đồng ý' }).click()
      await asked.getByText('Cần điền').waitFor()
      await asked.getByRole('button', { name: 'Đồng ý thu hồi' }).click()
      await ward.getByText('Đã trả lời nơi gửi.').waitFor()
      await asked.waitFor({ state: 'hidden' })
    })
    await step(clerk, '6-recall-told', async () => {
      await clerk.reload()
      await clerk.getByText('Đã thu hồi', { exact: true }).first().waitFor()
    })
  })

  it('is found by a word inside the PDF, typed without diacritics, by those who may and by nobody else', async () => {
    const bare = `thuyvandinh${mark}`
    const found = async (userName: string) => {
      const page = await as(userName)
      await page.goto(`/search?q=${bare}`)
      await settled(page)
      return page.getByRole('main').getByText(new RegExp(abstract, 'i')).count()
    }
    await expect.poll(() => found('dungpt'), { timeout: 60_000, interval: 2000 }).toBeGreaterThan(0)
    expect(await found('binhttt')).toBeGreaterThan(0)
    expect(await found('longtv')).toBeGreaterThan(0)
    expect(await found('datmt')).toBe(0)
    expect(await found('lamvv')).toBe(0)
    expect(await found('nguyetkt')).toBe(0)
  })
})
