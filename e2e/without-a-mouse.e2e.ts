import { describe, expect, it } from 'vitest'
import { keyboardFaults } from './keyboard.ts'
import { look, opened } from './walk.ts'

describe('without a mouse', () => {
  it.each([
    'sign-in',
    'desk of a leader',
    'documents',
    'incoming record to direct',
    'register',
    'draft',
    'tasks',
    'task',
    'search',
    'settings',
    'operations of a plan',
    'questions of a plan',
  ])('%s: Tab reaches everything that can be acted on, and shows where it is', async (name) => {
    const { page } = await opened(name, 'vi')
    await look(page, `${name}-keyboard`, async () => expect(await keyboardFaults(page)).toEqual([]))
  })

  it('a dialog that is closed gives the focus back to where it was', async () => {
    const { page } = await opened('incoming record to direct', 'vi')
    const direct = page.getByRole('button', { name: 'Chỉ đạo' }).first()
    const dialog = page.getByRole('dialog')
    const isBack = () =>
      expect.poll(() => direct.evaluate((one) => document.activeElement === one), { timeout: 10_000 }).toBe(true)
    await direct.focus()
    for (const key of ['Enter', 'Control+K']) {
      await page.keyboard.press(key)
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await isBack()
    }
  })
})
