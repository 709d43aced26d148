import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { visit } from './browser.ts'
import {
  as,
  browser,
  dialogGone,
  directed,
  get,
  holder,
  mark,
  menu,
  pick,
  post,
  presented,
  registered,
  signInAgain,
  step,
  todayInVietnam,
  undone,
} from './ward.ts'

/** The band, taking back what was just done, and keeping what was typed. */

describe('the leader’s band', () => {
  it('opens, from a number, the list of exactly that many', async () => {
    const page = await as('khaild')
    await step(page, 'band', async () => {
      await page.goto('/')
      const band = page.getByRole('table', { name: 'Đơn vị đang giữ việc' })
      await band.waitFor()
      // Where the other stories, which may run at the same time, change nothing; and as many as stand on one page.
      const quiet = band.getByRole('row').filter({ hasNotText: /Khoa học|Kinh Bắc|Lục Ngạn|Văn phòng/ })
      for (const figure of ['Đang giữ', 'Quá hạn']) {
        const link = quiet
          .getByRole('link', { name: /^[1-4]?\d$/ })
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
        let undone = false
        const answer = specialist.waitForResponse((one) => {
          undone ||= one.url().endsWith('/undo')
          return undone
        })
        // Read again after it: an act on what was read before is told that the record has changed.
        const read = specialist.waitForRequest((one) => undone && one.url().endsWith(`/api/documents/${id}`))
        await specialist.keyboard.press('z')
        expect((await answer).status()).toBe(200)
        await (await read).response()
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

  it('takes back an act on a task, and words of its dialogs stay too', async () => {
    const chairman = await as('nghiadh')
    const specialist = await as('hieucd')
    const { taskId } = await post<{ taskId: string }>(chairman, '/api/tasks', {
      facts: { title: `Rà soát hộ kinh doanh ${mark}`, lead: await holder(chairman, 'Hiếu'), workingDays: 5 },
    })
    await step(specialist, 'undo-task', async () => {
      await specialist.goto(`/tasks/${taskId}`)
      await specialist.getByRole('button', { name: 'Nhận nhiệm vụ' }).click()
      const answer = specialist.waitForResponse(/\/undo$/)
      await specialist.getByText('Đã thực hiện.').last().waitFor()
      await specialist.keyboard.press('z')
      expect((await answer).status()).toBe(200)
      await specialist.getByRole('button', { name: 'Nhận nhiệm vụ' }).waitFor()
      await menu(specialist, 'Từ chối')
      const words = specialist.getByRole('dialog').locator('textarea').first()
      await words.fill('Đã có người làm')
      await specialist.keyboard.press('Escape')
      await dialogGone(specialist)
      await menu(specialist, 'Từ chối')
      expect(await words.inputValue()).toBe('Đã có người làm')
      await specialist.keyboard.press('Escape')
      await dialogGone(specialist)
    })
  })
})

describe('more time', () => {
  it('is refused with a reason, then granted until another day than was asked for: the history says so', async () => {
    const chairman = await as('nghiadh')
    const specialist = await as('hieucd')
    const { taskId } = await post<{ taskId: string }>(chairman, '/api/tasks', {
      facts: { title: `Thống kê hộ kinh doanh ${mark}`, lead: await holder(chairman, 'Hiếu'), workingDays: 3 },
    })
    const day = (days: number) =>
      new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().replace(/^(\d+)-(\d+)-(\d+).*/, '$3/$2/$1')
    const ask = async (until: string) => {
      await menu(specialist, 'Xin gia hạn')
      const dialog = specialist.getByRole('dialog', { name: 'Xin gia hạn' })
      await dialog.getByRole('textbox', { name: 'Xin đến ngày' }).fill(until)
      await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Chờ số liệu của thuế')
      await dialog.getByRole('button', { name: 'Xin gia hạn' }).click()
      await dialogGone(specialist)
    }
    const answered = async (fill: (dialog: Locator) => Promise<void>) => {
      await chairman.reload()
      await chairman.getByRole('button', { name: 'Trả lời xin gia hạn' }).click()
      await fill(chairman.getByRole('dialog', { name: 'Trả lời xin gia hạn' }))
      await dialogGone(chairman)
      await specialist.reload()
    }
    await step(specialist, 'more-time', async () => {
      await specialist.goto(`/tasks/${taskId}`)
      await chairman.goto(`/tasks/${taskId}`)
      await ask(day(30))
      await answered(async (dialog) => {
        await dialog.getByRole('textbox', { name: /^Lý do/ }).fill('Phải xong trong tháng')
        await dialog.getByRole('button', { name: 'Không đồng ý' }).click()
      })
      await ask(day(20))
      await answered(async (dialog) => {
        await dialog.getByRole('textbox', { name: 'Đồng ý đến ngày' }).fill(day(14))
        await dialog.getByRole('button', { name: 'Đồng ý', exact: true }).click()
      })
      const history = specialist.getByRole('list', { name: 'Lịch sử thời hạn' }).getByRole('listitem')
      await history.nth(1).waitFor()
      expect(await history.first().innerText()).toContain(`đến ${day(20)}: Chờ số liệu của thuế`)
      expect(await history.first().innerText()).toContain(`đồng ý đến ${day(14)}`)
      expect(await history.nth(1).innerText()).toContain('không đồng ý: Phải xong trong tháng')
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

  it('goes on where it was begun: the word is typed to its end in its own field, and whom one acted for is acted for again', async () => {
    const { page, context } = await visit(browser, { userName: 'binhttt' })
    const actsFor = async () =>
      ((await (await context.request.get('/api/session')).json()) as { actingForName: string | null }).actingForName
    await step(page, 'session-ended-acting', async () => {
      await page.goto('/tasks/new')
      await page.getByRole('button', { name: 'Tài khoản' }).click()
      await page.getByText('theo ủy quyền của Nguyễn Minh Sơn').first().click()
      await expect.poll(actsFor).toBe('Nguyễn Minh Sơn')
      await page.goto('/tasks/new')
      const lead = page.locator('input[aria-label="Chủ trì"]')
      await lead.click()
      await context.clearCookies()
      // Its first letters ask the server, which says that the session has ended.
      const ended = page.waitForResponse((answer) => answer.status() === 401)
      await page.keyboard.type('khoa', { delay: 60 })
      await ended
      await page.keyboard.type(' giáo văn xã', { delay: 60 })
      expect(await lead.inputValue()).toBe('khoa giáo văn xã')
      const again = page.getByRole('dialog', { name: /Phiên/ })
      const password = again.getByRole('textbox', { name: 'Mật khẩu' })
      await expect.poll(() => password.evaluate((field) => field === document.activeElement)).toBe(true)
      expect(await again.getByRole('textbox', { name: 'Tên đăng nhập' }).isEditable()).toBe(false)
      await signInAgain(page)
      expect(await actsFor()).toBe('Nguyễn Minh Sơn')
      expect(await lead.inputValue()).toBe('khoa giáo văn xã')
    })
    await context.close()
  })

  const moments = ['amid work', 'while the session is over']
  it.each(moments)(
    'stays when the delegation by which one acted ends %s: which is said, and one goes on in the own post',
    async (when) => {
      const chairman = await as('khaild')
      const { fullName } = await get<{ fullName: string }>(chairman, '/api/session')
      const { page, context } = await visit(browser, { userName: 'binhttt' })
      const { personId } = await get<{ personId: string }>(page, '/api/session')
      const today = { from: todayInVietnam(), lastDay: todayInVietnam() }
      const given = { toPersonId: personId, ...today, capabilities: ['direct'], reason: 'Đi công tác' }
      const { id } = await post<{ id: string }>(chairman, '/api/organisation/delegations', given)
      await step(page, 'standing-ended', async () => {
        await page.goto('/tasks/new')
        await page.getByRole('button', { name: 'Tài khoản' }).click()
        await page.getByText(`theo ủy quyền của ${fullName}`).first().click()
        const acting = async () =>
          (await get<{ actingForName: string | null }>(page, '/api/session')).actingForName ?? null
        await expect.poll(acting).toBe(fullName)
        await page.goto('/tasks/new')
        const lead = page.locator('input[aria-label="Chủ trì"]')
        await lead.click()
        await post(chairman, `/api/organisation/delegations/${id}/end`, {})
        if (when !== 'amid work') await context.clearCookies()
        await page.keyboard.type('khoa giáo', { delay: 60 })
        if (when !== 'amid work') await signInAgain(page)
        const ended = page.getByRole('dialog', { name: 'Bạn không còn làm ở chức vụ này' })
        await ended.getByText(new RegExp(`Ủy quyền của ${fullName} .* đã kết thúc lúc \\d\\d:\\d\\d`)).waitFor()
        const goOn = ended.getByRole('button', { name: 'Làm tiếp ở chức vụ của mình' })
        await expect.poll(() => goOn.evaluate((button) => button === document.activeElement)).toBe(true)
        await page.keyboard.press('Enter')
        await dialogGone(page)
        await expect.poll(acting).toBeNull()
        expect(await lead.inputValue()).toBe('khoa giáo')
      })
      await context.close()
    },
  )

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
