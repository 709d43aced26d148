import { expect, it } from 'vitest'
import { loseNext } from './browser.ts'
import { as, mark, step } from './ward.ts'

/** What was registered and not answered (the program was killed, the line broke): pressed again it is what it was, and nothing of it stands as begun. */

it('registers once: what was begun has ended, pressed again it is the first number, whatever was changed since', async () => {
  const clerk = await as('oanhttl')
  const abstract = `mất trả lời ${mark}`
  const again = await clerk.context().newPage()
  await step(clerk, 'lost-register', async () => {
    await clerk.goto('/register')
    const field = (name: string) => clerk.locator(`[data-field="${name}"] :is(input,textarea,select)`).first()
    await field('symbol').fill(`${mark}/SYT-NVY`)
    await field('issuerName').fill('Sở Y tế')
    await field('issuedOn').fill('20/11/2026')
    await field('typeCode').selectOption('cong-van')
    await field('abstract').fill(abstract)
    await clerk.getByText('Đã giữ bản dở').waitFor()
    await again.goto('/register')
    await again.getByRole('link', { name: new RegExp(abstract) }).waitFor()
    const answer = loseNext(clerk, '**/api/documents/incoming') as Promise<{ number: number }>
    await clerk.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
    const { number } = await answer
    await clerk
      .getByText(/Chưa kết nối được|kết nối/)
      .first()
      .waitFor()
    // Another window asks anew, as this one does when the focus comes back: it is not begun any more.
    await again.reload()
    await again.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).waitFor()
    expect(await again.getByRole('link', { name: new RegExp(abstract) }).count()).toBe(0)
    await field('abstract').fill(`${abstract}, sửa`)
    await clerk.getByRole('button', { name: /^Đăng ký, lấy số đến/ }).click()
    expect(await clerk.locator('.registered-number').innerText()).toContain(String(number))
    await clerk.getByText('Phần sửa sau đó chưa vào sổ').waitFor()
  })
  await again.close()
})
