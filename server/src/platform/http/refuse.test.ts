import { type RefusalCode, refusals } from '@mocban/contract/refusals'
import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { sentence } from './refuse.ts'

const codes = Object.keys(refusals) as RefusalCode[]
const languages = ['vi', 'en', 'ur'] as const

describe('the sentence of a refusal', () => {
  it('is well formed in every language', () => {
    for (const code of codes)
      for (const language of languages)
        expect(() => new IntlMessageFormat(refusals[code][language], language), `${code} ${language}`).not.toThrow()
  })

  it('shows nobody what it is made of, whatever it is given', () => {
    for (const code of codes)
      for (const language of languages) expect(sentence(code, {}, language), code).not.toMatch(/[{}]/)
  })
})
