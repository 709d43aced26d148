import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { visit } from './browser.ts'
import { as, browser, directed, get, holder, menu, post, presented, step } from './ward.ts'

/** When a document is answered first, and by whom: as long as it waits for them. */

it('is not answered first by who passed it on: it waits for somebody else now', async () => {
  const { id } = await presented()
  const chairman = await as('nghiadh')
  const mine = async (page: Page) => {
    const record = await get<{ steps: { id: string; version: number; mine: boolean; endedAt: string | null }[] }>(
      page,
      `/api/documents/${id}`,
    )
    return record.steps.find((one) => one.mine && one.endedAt === null)
  }
  const assign = async (page: Page, lead: object) => {
    const step = await mine(page)
    await post(page, `/api/documents/steps/${step?.id}/assign`, { version: step?.version, text: 'Xử lý', lead })
  }
  await assign(chairman, await holder(chairman, 'Anh Nghĩa'))
  const { page: head } = await visit(browser, { userName: 'nghiana', password: 'mocban-demo' })
  await step(head, 'passed-on', async () => {
    await head.goto(`/documents/${id}`)
    await head.getByRole('button', { name: 'Chuyển xử lý', exact: true }).waitFor()
    await assign(head, await holder(head, 'Hiếu'))
    await head.reload()
    await head.getByRole('button', { name: 'Thao tác khác' }).first().waitFor()
    expect(await head.getByRole('button', { name: 'Soạn văn bản trả lời' }).count()).toBe(0)
    await menu(head, 'Soạn văn bản trả lời')
    await head.waitForURL(/\/outgoing\/new\?answers=/)
  })
})

it('offers nothing as the next act where nothing is to be done; it may be answered all the same', async () => {
  const { id } = await directed()
  const specialist = await as('hieucd')
  const { steps } = await get<{ steps: { id: string; version: number; mine: boolean; endedAt: string | null }[] }>(
    specialist,
    `/api/documents/${id}`,
  )
  const mine = steps.find((one) => one.mine && one.endedAt === null)
  await post(specialist, `/api/documents/steps/${mine?.id}/finish`, {
    version: mine?.version,
    kind: 'reported',
    note: 'Đã rà soát',
  })
  await step(specialist, 'done', async () => {
    await specialist.goto(`/documents/${id}`)
    await specialist.getByText('Đã rà soát').first().waitFor()
    expect(await specialist.locator('.acts-bar').count()).toBe(0)
    await menu(specialist, 'Soạn văn bản trả lời')
    await specialist.waitForURL(/\/outgoing\/new\?answers=/)
  })
})
