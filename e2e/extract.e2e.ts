import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { visit } from './browser.ts'
import { as, browser, get, step } from './ward.ts'

/** An extract (trích sao) of parts of pages, by the keyboard and by the mouse. */

interface Part {
  page: number
  x: number
  y: number
  width: number
  height: number
  text: string
}

describe('an extract of parts of pages', () => {
  it('is chosen by keys and by hand, seen before it is made, and holds nothing else', async () => {
    const drafter = await as('longtv')
    drafter.setDefaultTimeout(60_000)
    const { items } = await get<{ items: { id: string }[] }>(
      drafter,
      '/api/documents?travel=outgoing&state=issued&limit=40',
    )
    // One of many paragraphs: what other stories issue meanwhile has few.
    let [id, paragraphs]: [string, Part[]] = ['', []]
    for (const one of items) {
      if (paragraphs.length >= 5) break
      id = one.id
      ;({ paragraphs } = await get<{ paragraphs: Part[] }>(drafter, `/api/documents/${id}/copies/parts`))
    }
    const begins = (n: number) => (paragraphs[n]?.text ?? '').slice(0, 30)
    await drafter.goto(`/documents/${id}`)
    await drafter.getByRole('button', { name: 'Sao văn bản' }).click()
    const dialog = drafter.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Hình thức sao' }).click()
    await drafter.getByRole('option', { name: 'Trích sao' }).click()
    await dialog.getByRole('button', { name: 'Chọn từng phần trên trang…' }).click()
    const list = drafter.getByRole('listbox', { name: /Các đoạn của trang/ })
    // Head and signature are there already.
    await drafter.getByText('Đã chọn 2 phần').waitFor()
    await step(drafter, 'extract-chosen', async () => {
      await list.focus()
      // Past the head, to the first paragraph.
      await drafter.keyboard.press('ArrowDown')
      await drafter.keyboard.press('Space')
      await drafter.getByText('Đã chọn 3 phần').waitFor()
    })
    await step(drafter, 'extract-drawn', async () => {
      const over = drafter.locator('.extract-over')
      await over.waitFor()
      const box = await over.boundingBox()
      const part = paragraphs[2] as Part
      if (!box || !part) throw new Error('no such paragraph')
      const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
      await drafter.mouse.move(...at(part.x - 0.01, part.y - 0.001))
      await drafter.mouse.down()
      await drafter.mouse.move(...at(part.x + part.width + 0.01, part.y + part.height + 0.001), { steps: 5 })
      await drafter.mouse.up()
      await drafter.getByText('Đã chọn 4 phần').waitFor()
    })
    await step(drafter, 'extract-preview', async () => {
      await drafter.getByRole('button', { name: 'Xem trước bản trích sao' }).click()
      await drafter.locator('.textLayer').getByText('TRÍCH SAO', { exact: true }).waitFor()
    })
    await drafter.getByRole('button', { name: 'Lập bản sao' }).click()
    await drafter.waitForURL(/\/outgoing\/[0-9a-f-]{36}$/)
    const made = drafter.url().split('/').at(-1)
    const { files } = await get<{ files: { sha256: string; role: string }[] }>(drafter, `/api/documents/${made}`)
    const sha256 = files.find((one) => one.role === 'main')?.sha256
    const path = join(mkdtempSync(join(tmpdir(), 'mocban-extract-')), 'a.pdf')
    writeFileSync(path, await (await drafter.context().request.get(`/api/files/${sha256}`)).body())
    const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
    for (const there of ['CỘNG HÒA', begins(0), begins(2), 'TRÍCH SAO']) expect(text).toContain(there)
    for (const other of [1, 3, 4]) expect(text).not.toContain(begins(other))
  }, 240_000)

  it('is drawn with a finger where that is switched on, and else the finger moves the page', async () => {
    const { context, page } = await visit(browser, {
      userName: 'longtv',
      size: { width: 390, height: 844 },
      touch: true,
    })
    const { items } = await get<{ items: { id: string }[] }>(
      page,
      '/api/documents?travel=outgoing&state=issued&limit=1',
    )
    await page.goto(`/outgoing/extract/${items[0]?.id}`)
    const over = page.locator('.extract-over')
    await over.waitFor({ timeout: 60_000 })
    await page.locator('.extract-pane canvas').waitFor()
    const fingers = await context.newCDPSession(page)
    const drag = async () => {
      const box = await over.boundingBox()
      if (!box) throw new Error('no page to draw on')
      const [x, y] = [box.x + box.width * 0.2, box.y + box.height * 0.25]
      const at = (n: number) => [{ x: x + n * 40, y: y + n * 12 }]
      await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
      for (const n of [1, 2, 3, 4])
        await fingers.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(n) })
      await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    const drawn = page.locator('.extract-taken').getByText('Phần khoanh trên trang')
    await step(page, 'extract-by-finger', async () => {
      await drag()
      await page.getByRole('button', { name: 'Khoanh bằng tay' }).click()
      expect(await drawn.count()).toBe(0)
      await drag()
      await drawn.waitFor()
    })
    await context.close()
  })
})
