import { randomInt } from 'node:crypto'
import JSZip from 'jszip'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pictured, startBrowser, visit } from './browser.ts'
import { settled } from './look-over.ts'

/** A draft whose form the agency does not let pass: refused at approval, mended by one press, approved. */

const mark = String(randomInt(100_000, 1_000_000))
const abstract = `triển khai tổ công nghệ số cộng đồng lần ${mark}`

let browser: Browser
const as = async (userName: string): Promise<Page> => (await visit(browser, { userName })).page
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
})

/** As somebody may have typed it: a narrow left margin, and the motto in small letters. */
async function spoilt(docx: Buffer): Promise<Buffer> {
  const zip = await JSZip.loadAsync(docx)
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? ''
  zip.file(
    'word/document.xml',
    xml
      .replace(/(<w:pgMar [^>]*w:left=")\d+/u, (_, before: string) => `${before}1134`)
      .replace('Độc lập - Tự do - Hạnh phúc', 'độc lập - tự do - hạnh phúc'),
  )
  return zip.generateAsync({ type: 'nodebuffer' })
}

it('a draft with a wrong margin and a motto in small letters is refused, mended by one press, and approved', async () => {
  const specialist = await as('longtv')
  await pictured(specialist, 'form-1-draft', async () => {
    await specialist.goto('/outgoing/new')
    await specialist.getByRole('textbox', { name: 'Trích yếu' }).fill(abstract)
    await specialist.getByRole('textbox', { name: /^Kính gửi/ }).fill('Ủy ban nhân dân phường Kinh Bắc')
    await specialist
      .getByRole('textbox', { name: /^Nội dung/ })
      .fill('Sở Khoa học và Công nghệ đề nghị Ủy ban nhân dân phường phối hợp triển khai./.')
    await specialist.getByRole('button', { name: 'Tạo văn bản từ mẫu' }).click()
    await specialist.getByRole('button', { name: 'Tạo lại từ mẫu' }).waitFor({ timeout: 60_000 })
    const field = specialist.getByRole('textbox', { name: 'Thêm cơ quan trong tỉnh' }).first()
    await field.fill('phường Kinh Bắc')
    await specialist
      .getByRole('option', { name: /Kinh Bắc/ })
      .first()
      .click()
    await specialist.getByRole('button', { name: 'Lưu dự thảo' }).click()
    await specialist.getByText('Đã lưu dự thảo.').waitFor()
    await specialist.getByText('Đúng thể thức').waitFor()
  })
  const address = new URL(specialist.url()).pathname

  await pictured(specialist, 'form-2-spoilt', async () => {
    const link = await specialist.getByRole('link', { name: 'Tải DOCX về sửa' }).getAttribute('href')
    const docx = await (await specialist.context().request.get(link ?? '')).body()
    await specialist.getByLabel('Tải bản đã sửa lên (DOCX, PDF)').setInputFiles({
      name: 'du-thao.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: await spoilt(docx),
    })
    await specialist.getByRole('button', { name: 'Lưu bản mới' }).click({ timeout: 60_000 })
    await specialist.getByText('Phải sửa trước khi duyệt (2)').waitFor()
    const panel = specialist.getByRole('region', { name: 'Thể thức' })
    // A press shows the place on the page.
    await panel.getByRole('button', { name: /Xem chỗ này trên trang: Tiêu ngữ/ }).click()
    await expect.poll(() => specialist.locator('[data-highlight^="motto.wording"]').count()).toBe(1)
    await specialist.getByRole('button', { name: 'Trình duyệt' }).first().click()
    const chain = specialist.getByRole('dialog')
    for (const name of ['Văn phòng', 'Phòng']) {
      const left = chain.getByRole('button', { name: new RegExp(`^Bỏ .*${name}`) })
      while ((await left.count()) > 0) await left.first().click()
    }
    await chain.getByRole('button', { name: 'Trình duyệt' }).click()
    await chain.waitFor({ state: 'hidden' })
  })

  const leader = await as('thanhgv')
  const approve = async () => {
    await leader.goto(address)
    await settled(leader)
    await leader.getByRole('button', { name: 'Duyệt', exact: true }).first().click()
    return leader.getByRole('dialog')
  }
  await pictured(leader, 'form-3-refused', async () => {
    const dialog = await approve()
    await dialog.getByText('Còn 2 lỗi thể thức phải sửa trước khi duyệt:').waitFor()
    await dialog.getByRole('button', { name: 'Duyệt', exact: true }).last().click()
    await leader.getByText(/Chưa duyệt được: dự thảo còn 2 lỗi thể thức/).waitFor()
  })

  await pictured(specialist, 'form-4-mended', async () => {
    await specialist.goto(address)
    await specialist.getByRole('button', { name: 'Sửa tất cả (2)' }).click()
    await specialist.getByText(/Đã sửa 2 chỗ, lưu thành phiên bản 3/).waitFor({ timeout: 60_000 })
    await specialist.getByText('Đúng thể thức').waitFor()
    // Taken back by another version, and mended again: nothing is lost on the way.
    await specialist.keyboard.press('z')
    await specialist.getByText('Phải sửa trước khi duyệt (2)').waitFor({ timeout: 60_000 })
    await specialist.getByRole('button', { name: 'Sửa tất cả (2)' }).click()
    await specialist.getByText(/lưu thành phiên bản 5/).waitFor({ timeout: 60_000 })
  })

  await pictured(leader, 'form-5-approved', async () => {
    const dialog = await approve()
    await dialog.getByRole('button', { name: 'Duyệt', exact: true }).last().click()
    await dialog.waitFor({ state: 'hidden' })
    await leader.getByText('Đã duyệt').first().waitFor()
  })
}, 240_000)
