import { expect, it } from 'vitest'
import { beginningOf, isMissingPart } from './new-version.ts'

it('tells a part of the program that is not there any more from other failures', () => {
  expect(isMissingPart(new TypeError('Failed to fetch dynamically imported module: http://x/assets/a-1.js'))).toBe(true)
  expect(isMissingPart(new TypeError('error loading dynamically imported module'))).toBe(true)
  expect(isMissingPart(new TypeError('Importing a module script failed.'))).toBe(true)
  expect(isMissingPart(new TypeError('x is undefined'))).toBe(false)
})

it('knows a build by the script with which its page begins', () => {
  expect(beginningOf('<script type="module" crossorigin src="/assets/index-Cm8_ePFQ.js"></script>')).toBe(
    '/assets/index-Cm8_ePFQ.js',
  )
  expect(beginningOf('<p>no page</p>')).toBeUndefined()
})
