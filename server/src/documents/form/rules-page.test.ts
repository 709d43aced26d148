import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rulesPage, rulesPagePath } from './write-rules-page.ts'

it('the page of the rules says what the table of rules says', async () => {
  expect(readFileSync(rulesPagePath, 'utf8')).toBe(await rulesPage())
})
