import { describe, expect, it } from 'vitest'
import { visit } from './browser.ts'
import {
  as,
  browser,
  dialogGone,
  directed,
  get,
  holder,
  letterFile,
  mark,
  menu,
  pick,
  post,
  presented,
  registered,
  step,
  todayInVietnam,
  undone,
} from './ward.ts'

/** Single acts of a clerk's and a leader's day. */

/** A document of the province that its vice-chairman sends on to the ward. */
async function sentToWard(symbol: string, abstract: string) {
  const office = await as('dungpt')
  const leader = await as('binhttt')
  const facts = { arrivedOn: todayInVietnam(), issuerName: 'Bộ Công an', symbol, typeCode: 'cong-van', abstract }
  const body = { facts, files: [] }
  const { documentId } = await post<{ documentId: string }>(office, '/api/documents/incoming', body)
  await post(office, `/api/documents/${documentId}/present`, { version: 1, to: await holder(office, 'Thanh Bình') })
  const units = await get<{ id: string; name: string }[]>(leader, '/api/organisation/units')
  const ward = units.find((one) => one.name === 'Ủy ban nhân dân phường Kinh Bắc')
  const { steps } = await get<{ steps: { id: string; version: number }[] }>(leader, `/api/documents/${documentId}`)
  await post(leader, `/api/documents/steps/${steps[0]?.id}/assign`, {
    version: steps[0]?.version,
    text: 'Phường thực hiện',
    lead: { unitId: ward?.id },
  })
  return { leader, documentId }
}

describe('a clerk’s day', () => {
  it('sends an arrival back with the reason, which its sender sees at once', async () => {
    const abstract = `phòng cháy chợ đêm ${mark}`
    const { leader, documentId } = await sentToWard(`${mark}/BCA-C07`, abstract)
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

  it('registers all marked arrivals in one act and presents them together', async () => {
    const abstract = `diễn tập khu vực ${mark}`
    for (const n of [1, 2]) await sentToWard(`${n}${mark.slice(-5)}/BQP-TM`, abstract)
    const clerk = await as('oanhttl')
    await step(clerk, 'register-many', async () => {
      await clerk.goto('/arrivals')
      const rows = clerk.getByRole('row', { name: new RegExp(abstract) })
      for (const n of [0, 1]) await rows.nth(n).getByRole('checkbox').check()
      await clerk.getByRole('toolbar').getByRole('button', { name: 'Đăng ký 2 văn bản' }).click()
      const dialog = clerk.getByRole('dialog')
      await dialog.getByText('Số đã cấp không rút lại được').waitFor()
      await dialog.getByRole('button', { name: 'Đăng ký 2 văn bản' }).click()
      await dialog.getByText(/Đã đăng ký 2 văn bản: số đến \d+–\d+/).waitFor()
      await dialog.getByRole('button', { name: 'Trình lãnh đạo 2 văn bản này' }).click()
      await pick(clerk, 'Trình ai', 'Nghĩa')
      await clerk.getByRole('button', { name: 'Thực hiện với 2 văn bản' }).click()
      await clerk.getByText('Đã xong 2 trên 2').waitFor()
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
      await expect.poll(() => field('symbol').inputValue()).toBe(first)
      await field('secrecy').selectOption('secret')
      await clerk.keyboard.press('Control+Enter')
      await clerk.getByText(/Văn bản mật không đăng ký trên hệ thống này/).waitFor()
      await field('secrecy').selectOption('none')
      await clerk.keyboard.press('Control+Enter')
      await clerk.locator('.registered-number').waitFor()
      await clerk.keyboard.press('Enter')
      await expect.poll(() => field('symbol').inputValue()).toBe(second)
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
      // He directed it in his post and as himself: one reason, said once.
      await chairman.getByText('Vì sao tôi thấy nội dung này?').click()
      expect(await chairman.getByText('Được trình để cho ý kiến hoặc là người giao việc').count()).toBe(1)
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
    const { page } = await visit(browser, { userName: 'nghiadh', size: { width: 390, height: 844 }, touch: true })
    await step(page, 'phone', async () => {
      await page.goto(`/documents/${id}`)
      await page.getByRole('button', { name: 'Chỉ đạo', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('toolbar', { name: 'Câu hay dùng' }).getByRole('button').first().click()
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

  it('registers with a phone without a word of keys', async () => {
    const { page } = await visit(browser, { userName: 'oanhttl', size: { width: 390, height: 844 }, touch: true })
    await step(page, 'phone-register', async () => {
      await page.goto('/register')
      await page.getByText('Chọn tệp hoặc chụp văn bản').waitFor()
      expect(await page.getByRole('main').innerText()).not.toMatch(/Enter|Ctrl|phím/)
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

  it('tells what became of rows that leave the list by the act, and takes it back', async () => {
    const some = [await presented(), await presented()]
    const chairman = await as('nghiadh')
    await step(chairman, 'bulk-leaves', async () => {
      await chairman.goto(`/documents?q=${mark}&mine=true`)
      const row = (abstract: string) => chairman.getByRole('row', { name: new RegExp(`${abstract}\\b`) })
      for (const { abstract } of some) await row(abstract).getByRole('checkbox').check()
      await chairman.getByRole('toolbar').getByRole('button', { name: 'Kết thúc xử lý' }).click()
      await chairman.getByRole('dialog').getByRole('button', { name: 'Thực hiện với 2 văn bản' }).click()
      for (const { abstract } of some) await row(abstract).waitFor({ state: 'hidden' })
      await chairman.getByRole('dialog').getByText('Đã xong 2 trên 2').waitFor()
      await chairman
        .getByRole('dialog')
        .getByRole('button', { name: /^Hoàn tác/ })
        .click()
      await chairman.getByText('Đã hoàn tác 2 trên 2').waitFor()
    })
  })
})

describe('a desk', () => {
  it('says from whom a task is, by which two of one title are told apart', async () => {
    const facts = { title: `Rà soát nhà trọ ${mark}`, lead: await holder(await as('nghiadh'), 'Hiếu'), workingDays: 1 }
    for (const who of ['nghiadh', 'binhttt']) await post(await as(who), '/api/tasks', { facts })
    const specialist = await as('hieucd')
    await step(specialist, 'one-title', async () => {
      await specialist.goto('/')
      const lines = specialist.getByRole('listitem').filter({ hasText: facts.title })
      await lines.filter({ hasText: 'Dương Hữu Nghĩa giao' }).waitFor()
      await lines.filter({ hasText: 'Ủy ban nhân dân tỉnh Bắc Ninh giao' }).waitFor()
    })
  })
})

describe('a saved search', () => {
  it('tells by the bell, or no more, as its line says', async () => {
    const name = `Cam Lục Ngạn ${mark}`
    const specialist = await as('hieucd')
    await post(specialist, '/api/search/saved', { name, query: { q: 'cam luc ngan' }, notify: true })
    await step(specialist, 'saved-bell', async () => {
      const bell = async () => {
        await specialist.goto('/search?q=cam')
        await specialist.getByRole('button', { name: 'Tìm kiếm đã lưu' }).click()
        return specialist.getByRole('checkbox', { name: `Chuông: ${name}` })
      }
      await (await bell()).click()
      await specialist.getByRole('checkbox', { name, disabled: false, checked: false }).waitFor()
      expect(await (await bell()).isChecked()).toBe(false)
    })
  })
})
