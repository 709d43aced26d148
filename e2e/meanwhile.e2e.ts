import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { loseNext, visit } from './browser.ts'
import { as, browser, get, mark, post, step } from './ward.ts'

/** What happens to a draft while somebody's dialog stands open over it: its answer is lost, a new version comes, its drafter takes it back. */

/** A letter of the department to the ward that its director is asked to approve. */
async function letterToApprove(abstract: string) {
  const drafter = await as('longtv')
  const { signers } = await get<{ signers: { positionId: string; title: string }[] }>(
    drafter,
    '/api/documents/forms/cong-van',
  )
  const facts = {
    typeCode: 'cong-van',
    abstract,
    signerPositionId: signers.find((one) => one.title === 'Giám đốc')?.positionId,
  }
  const make = (words: string) =>
    post<{ main: object; source: object }>(drafter, '/api/documents/forms/make', {
      ...facts,
      addressees: ['Ủy ban nhân dân phường Kinh Bắc'],
      body: [words],
    })
  const { main, source } = await make('Đề nghị phối hợp.')
  const units = await get<{ id: string; name: string }[]>(drafter, '/api/organisation/units')
  const ward = units.find((one) => one.name === 'Ủy ban nhân dân phường Kinh Bắc')
  const { documentId: id } = await post<{ documentId: string }>(drafter, '/api/documents/drafts', {
    facts: { ...facts, recipients: [{ agencyId: ward?.id }] },
    files: { main, source },
  })
  const draft = await get<{ version: number }>(drafter, `/api/documents/${id}/draft`)
  await post(drafter, `/api/documents/${id}/submit`, { version: draft.version, chain: [] })
  return { id, drafter, make }
}
async function approve(page: Page) {
  await page.getByRole('button', { name: 'Duyệt', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Duyệt', exact: true }).last().click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

it('issues once: pressed again it shows the number that was given', async () => {
  const { id } = await letterToApprove(`phát hành mất trả lời ${mark}`)
  const director = await as('thanhgv')
  await director.goto(`/outgoing/${id}`)
  await approve(director)

  const clerk = await as('hoabt')
  await step(clerk, 'lost-issue', async () => {
    await clerk.goto(`/outgoing/${id}`)
    await clerk.getByRole('button', { name: 'Phát hành' }).first().click()
    const issue = clerk.getByRole('dialog').getByRole('button', { name: 'Phát hành' })
    const answer = loseNext(clerk, `**/api/documents/${id}/issue`) as Promise<{ symbol: string }>
    await issue.click()
    const { symbol } = await answer
    await expect.poll(() => issue.isEnabled()).toBe(true)
    await clerk
      .getByText(/kết nối/)
      .first()
      .waitFor()
    await issue.click()
    await clerk.waitForURL(`**/documents/${id}`)
    await clerk.getByText(symbol).first().waitFor()
    expect((await get<{ symbol: string }>(clerk, `/api/documents/${id}`)).symbol).toBe(symbol)
  })
})

it('is not approved as it was not read: a version that came while its dialog was open is told, and what was typed stays', async () => {
  const { id, drafter, make } = await letterToApprove(`có bản mới lúc duyệt ${mark}`)
  const director = await as('thanhgv')
  await step(director, 'new-version', async () => {
    await director.goto(`/outgoing/${id}`)
    await director.getByRole('button', { name: 'Duyệt', exact: true }).first().click()
    const dialog = director.getByRole('dialog')
    const comment = dialog.getByRole('textbox').first()
    await comment.fill('Lưu ý thời hạn')
    const { main, source } = await make('Đề nghị phối hợp, báo cáo trước ngày 15.')
    await post(drafter, `/api/documents/${id}/versions`, { baseVersion: 1, files: { main, source, attachments: [] } })
    await dialog.getByRole('button', { name: 'Duyệt', exact: true }).last().click()
    await dialog.getByText('Vừa có phiên bản 2').waitFor()
    expect(await dialog.getByRole('button', { name: 'Duyệt', exact: true }).last().isEnabled()).toBe(false)
    await director.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await director.getByRole('button', { name: 'Duyệt', exact: true }).first().click()
    expect(await comment.inputValue()).toBe('Lưu ý thời hạn')
    await director.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await approve(director)
  })
})

it('stays open over what somebody else has ended, with what was typed', async () => {
  const { id, drafter } = await letterToApprove(`rút lại lúc duyệt ${mark}`)
  const director = await as('thanhgv')
  await step(director, 'withdrawn', async () => {
    await director.goto(`/outgoing/${id}`)
    await director.getByRole('button', { name: 'Duyệt', exact: true }).first().click()
    const dialog = director.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('Lưu ý thời hạn')
    const { version } = await get<{ version: number }>(drafter, `/api/documents/${id}/draft`)
    await post(drafter, `/api/documents/${id}/withdraw`, { version, reason: 'Sửa thời hạn' })
    // As the browser does when its window has the focus again.
    const read = director.waitForResponse(`**/api/documents/${id}/draft`)
    await director.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await read
    await dialog.getByRole('button', { name: 'Duyệt', exact: true }).last().click()
    await director
      .getByText(/Trương Văn Long|rút/)
      .first()
      .waitFor()
    expect(await dialog.getByRole('textbox').first().inputValue()).toBe('Lưu ý thời hạn')
  })
})

it('keeps with the words of a comment the place on the page that they are about, where the session ended and the page is read anew', async () => {
  const { id, drafter } = await letterToApprove(`góp ý đúng chỗ ${mark}`)
  const { page } = await visit(browser, { userName: 'thanhgv' })
  const written = page.getByPlaceholder('Nội dung góp ý')
  await step(page, 'comment-kept', async () => {
    await page.goto(`/outgoing/${id}`)
    await page
      .getByText(/Đề nghị phối hợp/)
      .first()
      .dblclick()
    await page.getByText(/^Góp ý cho “/).waitFor()
    const label = await page.getByText(/^Góp ý cho “/).innerText()
    await written.fill('Nêu rõ thời hạn')
    await page.context().clearCookies()
    await page.reload()
    await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill('thanhgv')
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill('mocban-demo')
    await page.keyboard.press('Enter')
    await written.waitFor()
    expect(await written.inputValue()).toBe('Nêu rõ thời hạn')
    await page.getByText(label, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    await expect.poll(() => written.inputValue()).toBe('')
    const [comment] = await get<{ text: string; place: { quote?: string } | null }[]>(
      drafter,
      `/api/documents/${id}/comments`,
    )
    expect(comment?.place?.quote).toBeTruthy()
  })
})
