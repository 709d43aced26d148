import { describe, expect, it } from 'vitest'
import { accessFaults, coveredFaults, rawWords, settled, sidewaysFaults, unmarkedVietnamese } from './look-over.ts'
import { messageKeys } from './message-keys.ts'
import { screens } from './screen-list.ts'
import { look, opened, phone } from './walk.ts'

/** Every screen mirrored, and in the dark. */

describe.each(screens.map((screen) => screen.name))('%s', (name) => {
  it('is mirrored in Urdu, and can be read in the dark', async () => {
    const { page, complaints } = await opened(name, 'ur')
    await look(page, `${name}-ur`, async () => {
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await page.evaluate(() => [document.dir, document.documentElement.lang])).toEqual(['rtl', 'ur'])
      expect(await accessFaults(page)).toEqual([])
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect([...(await rawWords(page, messageKeys)), ...(await unmarkedVietnamese(page))]).toEqual([])
      await page.setViewportSize(phone)
      await settled(page)
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect(complaints).toEqual([])
    })
  })
})
