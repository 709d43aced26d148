import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, inject, it } from 'vitest'
import { runPdfTask } from '../server/src/documents/reading/pdf-process.ts'
import { letters } from '../server/src/documents/reading/testing/letters.ts'
import { makeLetter } from '../server/src/documents/reading/testing/make-letter.ts'
import { visit } from './browser.ts'
import { as, browser, get, holder, mark, post, step } from './ward.ts'

/** Files as they come on a bad day: over a line that breaks, as a picture instead of a PDF. */

/** A line to the product that can be cut: a proxy of bytes. */
async function startLine() {
  const target = new URL(inject('product'))
  const open = new Set<Socket>()
  let broken = false
  /** Cut after so many bytes more have gone up. */
  let left = Number.POSITIVE_INFINITY
  const server = createServer((socket) => {
    const cut = () => {
      broken = true
      for (const one of open) one.destroy()
    }
    if (broken) return socket.destroy()
    const up = connect(Number(target.port), target.hostname)
    for (const one of [socket, up]) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => open.delete(one))
    }
    socket.on('data', (bytes) => {
      left -= bytes.length
      if (left < 0) return cut()
      if (!up.write(bytes)) {
        socket.pause()
        up.once('drain', () => socket.resume())
      }
    })
    up.pipe(socket)
    socket.on('end', () => up.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    address: `http://127.0.0.1:${port}`,
    cutAfter: (bytes: number) => {
      left = bytes
    },
    mend: () => {
      left = Number.POSITIVE_INFINITY
      broken = false
    },
    close: () => {
      for (const one of open) one.destroy()
      server.close()
    },
  }
}

describe('files on a bad day', () => {
  it('tells that the line broke, and goes on by itself from where it was', async () => {
    const line = await startLine()
    const { page } = await visit(browser, { userName: 'oanhttl', product: line.address })
    const big = await PDFDocument.create()
    big.addPage().drawText('Bao cao')
    await big.attach(randomBytes(11_000_000), 'so-lieu.bin')
    const path = join(mkdtempSync(join(tmpdir(), 'mocban-line-')), 'bao-cao-lon.pdf')
    writeFileSync(path, await big.save())
    const parts: string[] = []
    page.on('request', (request) => request.method() === 'PUT' && parts.push(request.url()))
    await step(page, 'line-broken', async () => {
      await page.goto('/register')
      await page.getByText('Thả tệp văn bản vào đây').waitFor()
      line.cutAfter(6_000_000)
      await page.locator('input[type=file]').setInputFiles(path)
      await page.getByText(/Mất kết nối khi đã gửi \d+%/).waitFor()
      // Nothing was to be chosen again: the line is there again, and the file arrives.
      line.mend()
      await page.getByText('bao-cao-lon.pdf').and(page.locator('bdi')).first().waitFor()
      await page.getByText('đã nhận').first().waitFor({ timeout: 60_000 })
      expect(await page.getByText(/Mất kết nối/).count()).toBe(0)
    })
    // What was safely there was not sent again.
    const offsets = parts.map((url) => Number(url.split('/').at(-1)))
    expect(offsets.filter((one) => one === 0)).toHaveLength(1)
    expect(offsets.length).toBeGreaterThan(3)
    await page.context().close()
    line.close()
  })

  it('asks before a window closes in which a file is sent, tells of it in the next, and goes on from there', async () => {
    const line = await startLine()
    const { page, context } = await visit(browser, { userName: 'oanhttl', product: line.address })
    const path = join(mkdtempSync(join(tmpdir(), 'mocban-closed-')), 'ban-ve-lon.pdf')
    const big = await PDFDocument.create()
    big.addPage().drawText('Ban ve')
    await big.attach(randomBytes(11_000_000), 'so-lieu.bin')
    writeFileSync(path, await big.save())
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await step(page, 'closed', async () => {
      await page.goto('/register')
      await page.getByText('Thả tệp văn bản vào đây').click({ trial: true })
      line.cutAfter(6_000_000)
      await page.locator('input[type=file]').setInputFiles(path)
      await page.getByText(/Mất kết nối khi đã gửi \d+%/).waitFor()
      // A browser asks only where somebody has touched the page.
      await page.locator('[data-field="symbol"] input').click()
      await page.close({ runBeforeUnload: true })
      await expect.poll(() => asked).toEqual(['beforeunload'])
    })
    line.mend()
    const next = await context.newPage()
    await step(next, 'opened-again', async () => {
      await next.goto('/register')
      await next.getByText(/Mới gửi được \d+% rồi dừng/).waitFor()
      const parts: string[] = []
      next.on(
        'request',
        (request) => request.method() === 'PUT' && /parts/.test(request.url()) && parts.push(request.url()),
      )
      await next.locator('input[type=file]').setInputFiles(path)
      await next.getByText('đã nhận').first().waitFor({ timeout: 60_000 })
      expect(Number(parts[0]?.split('/').at(-1))).toBeGreaterThan(1_000_000)
      await next.goto('/register')
      expect(await next.getByText(/rồi dừng/).count()).toBe(0)
    })
    await context.close()
    line.close()
  })

  it('waits for room with the evidence of a report, lets it be given up, and goes on by itself', async () => {
    const chairman = await as('nghiadh')
    const specialist = await as('hieucd')
    const { taskId } = await post<{ taskId: string }>(chairman, '/api/tasks', {
      facts: { title: `Rà soát chợ ${mark}`, lead: await holder(chairman, 'Hiếu'), workingDays: 5 },
    })
    await post(specialist, `/api/tasks/${taskId}/acts`, { version: 1, act: 'accept', text: '' })
    const detail = 'Kho tệp đã đầy.'
    const full = { type: 'about:blank', title: 'files.full', status: 507, code: 'files.full', detail }
    const evidence = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(`hộ,${mark}`) }
    await step(specialist, 'no-room', async () => {
      await specialist.goto(`/tasks/${taskId}`)
      await specialist.getByRole('button', { name: 'Báo cáo tiến độ' }).click()
      const dialog = specialist.getByRole('dialog')
      await specialist.route('**/api/uploads', (route) => route.fulfill({ status: 507, json: full }))
      await dialog.locator('input[type=file]').setInputFiles(evidence)
      await dialog.getByText(detail).waitFor()
      await dialog.getByRole('button', { name: 'Bỏ danh-sach.csv' }).click()
      // Without the file the report can be sent.
      await expect.poll(() => dialog.locator('button[type=submit]').isEnabled()).toBe(true)
      await dialog.locator('input[type=file]').setInputFiles(evidence)
      await dialog.getByText(detail).waitFor()
      await specialist.unroute('**/api/uploads')
      await dialog.getByRole('button', { name: 'Bỏ tệp' }).waitFor()
      await dialog.locator('textarea').first().fill('Đã rà soát 42 hộ')
      await dialog.locator('button[type=submit]').click()
      await dialog.waitFor({ state: 'hidden' })
      const { reports } = await get<{ reports: { fileName: string }[] }>(specialist, `/api/tasks/${taskId}`)
      expect(reports.map((one) => one.fileName)).toEqual(['danh-sach.csv'])
    })
  })

  it('reads a photograph of a letter like a page: its words fill the form, are found and can be selected', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mocban-photo-'))
    const picture = join(folder, 'anh-chup.png')
    writeFileSync(join(folder, 'letter.pdf'), makeLetter((letters[0] as (typeof letters)[number]).letter))
    await runPdfTask({
      kind: 'render',
      path: join(folder, 'letter.pdf'),
      page: 1,
      dpi: 150,
      output: picture,
      format: 'png',
    })
    const clerk = await as('dungpt')
    await step(clerk, 'photograph', async () => {
      await clerk.goto('/register')
      await clerk.getByText('Thả tệp văn bản vào đây').waitFor()
      await clerk.locator('input[type=file]').setInputFiles(picture)
      await clerk.getByText('Đọc được từ tệp').waitFor({ timeout: 60_000 })
      await expect.poll(() => clerk.locator('[data-field=symbol] input').inputValue()).not.toBe('')
      const words = clerk.locator('[data-page="1"] .textLayer span')
      await words.first().waitFor({ state: 'attached', timeout: 60_000 })
      await clerk.getByRole('textbox', { name: 'Tìm trong văn bản' }).fill('to cong nghe so')
      await clerk.locator('[data-highlight^="match-1-"]').first().waitFor()
      // A word lies where it stands in the picture.
      const away = await words.filter({ hasText: /^tổ $/i }).evaluateAll((all) => {
        const top = document.querySelector('[data-highlight^="match-1-"]')?.getBoundingClientRect().top ?? 0
        return Math.min(...all.map((one) => Math.abs(one.getBoundingClientRect().top - top)))
      })
      expect(away).toBeLessThan(6)
      expect(
        await clerk.evaluate(() => {
          const layer = document.querySelector('.textLayer') as HTMLElement
          getSelection()?.selectAllChildren(layer)
          return getSelection()?.toString() ?? ''
        }),
      ).toMatch(/tổ công nghệ số/i)
    })
  })

  it('keeps the passage that a comment is about while it is written', async () => {
    const drafter = await as('longtv')
    const { items } = await get<{ items: { id: string }[] }>(
      drafter,
      '/api/documents?travel=outgoing&state=draft&limit=1',
    )
    await step(drafter, 'comment', async () => {
      await drafter.goto(`/outgoing/${items[0]?.id}`)
      const words = drafter.locator('[data-page="1"] .textLayer span')
      await words.nth(12).waitFor({ state: 'attached' })
      const line = words.filter({ hasText: /\S{3,} \S+ \S+/ }).last()
      await line.scrollIntoViewIfNeeded()
      const box = await line.boundingBox()
      if (!box) throw new Error('no line')
      await drafter.mouse.move(box.x + 2, box.y + box.height / 2)
      await drafter.mouse.down()
      await drafter.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 6 })
      await drafter.mouse.up()
      await drafter.getByText(/^Góp ý cho “/).waitFor()
      await drafter.getByPlaceholder('Nội dung góp ý').click()
      await drafter.keyboard.type(`Nêu rõ hơn ${mark}`)
      await drafter.getByText(/^Góp ý cho “/).waitFor()
      await drafter.getByRole('button', { name: 'Gửi', exact: true }).click()
      await drafter.getByText(`Nêu rõ hơn ${mark}`).waitFor()
      await drafter
        .getByRole('button', { name: /^trang 1 “/ })
        .last()
        .waitFor()
      // The next one is about the whole again.
      await drafter.getByText(/^Góp ý chung/).waitFor()
      const thread = drafter.getByRole('article').filter({ hasText: `Nêu rõ hơn ${mark}` })
      const reply = thread.getByRole('textbox', { name: 'Trả lời' })
      await thread.getByRole('button', { name: 'Trả lời' }).click()
      await drafter.keyboard.press('Escape')
      await reply.waitFor({ state: 'hidden' })
      await thread.getByRole('button', { name: 'Trả lời' }).click()
      await reply.fill('Đã nêu ở mục 2')
      await thread.getByRole('button', { name: 'Gửi', exact: true }).click()
      await thread.getByText('Đã nêu ở mục 2').waitFor()
      await thread.getByRole('button', { name: 'Đã xử lý' }).click()
      await thread.waitFor({ state: 'hidden' })
      await drafter.getByRole('button', { name: /^Xem cả góp ý đã xử lý/ }).click()
      await thread.getByText(/đã xử lý$/).waitFor()
    })
  })
})
