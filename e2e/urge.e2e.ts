import { describe, it } from 'vitest'
import { as, directed, mark, menu, step } from './ward.ts'

/** Who directed asks after it; who holds it reads so. */
describe('đôn đốc', () => {
  it('urges whoever holds what was directed: their desk says by whom and how, and the trail; then several at once', async () => {
    const documents = [await directed(), await directed()]
    const [first] = documents
    const chairman = await as('nghiadh')
    const words = `Đề nghị báo cáo trong hôm nay ${mark}`
    await step(chairman, 'urge', async () => {
      await chairman.goto(`/documents/${first?.id}`)
      await menu(chairman, 'Đôn đốc')
      const dialog = chairman.getByRole('dialog')
      await dialog.getByRole('toolbar', { name: 'Câu hay dùng' }).getByRole('button').first().waitFor()
      await dialog.getByRole('checkbox', { name: /Chu Đức Hiếu/ }).waitFor()
      await dialog.getByRole('textbox', { name: 'Nội dung đôn đốc' }).fill(words)
      await dialog.getByRole('button', { name: 'Đôn đốc', exact: true }).click()
      await chairman.getByText('Đã đôn đốc 1 nơi.').waitFor()
      await chairman.getByText(new RegExp(`đôn đốc Chu Đức Hiếu: “${words}”`)).waitFor()
    })
    const specialist = await as('hieucd')
    await step(specialist, 'urged', async () => {
      await specialist.goto('/')
      const line = specialist.getByRole('listitem').filter({ hasText: first?.abstract ?? '' })
      await line.filter({ hasText: words }).filter({ hasText: 'Dương Hữu Nghĩa' }).first().waitFor()
    })
    await step(chairman, 'urge-many', async () => {
      await chairman.goto(`/documents?q=${encodeURIComponent(`${mark}-`)}&open=true`)
      for (const { abstract } of documents)
        await chairman
          .getByRole('row', { name: new RegExp(abstract) })
          .getByRole('checkbox')
          .check()
      await chairman.getByRole('toolbar').getByRole('button', { name: 'Đôn đốc' }).click()
      const dialog = chairman.getByRole('dialog')
      // The sentence that was just used is at hand.
      await dialog.getByRole('button', { name: words }).click()
      await dialog.getByRole('button', { name: /2 văn bản/ }).click()
      await dialog.getByText(/2 trên 2/).waitFor()
    })
  })
})
