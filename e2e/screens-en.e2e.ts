import { describe, expect, it } from 'vitest'
import { coveredFaults, rawWords, sidewaysFaults } from './look-over.ts'
import { screens } from './screen-list.ts'
import { look, opened, phone } from './walk.ts'

/** Every screen in English, on a phone. */

describe.each(screens.map((screen) => screen.name))('%s', (name) => {
  it('says everything in English', async () => {
    const { page, complaints } = await opened(name, 'en', phone)
    await look(page, `${name}-en`, async () => {
      expect(await rawWords(page, [])).toEqual([])
      expect([...(await sidewaysFaults(page)), ...(await coveredFaults(page))]).toEqual([])
      expect(complaints).toEqual([])
    })
  })
})
