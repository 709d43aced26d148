import { reasons } from '@mocban/contract/verification-reasons'
import { verdicts } from '@mocban/contract/verification-words'
import IntlMessageFormat from 'intl-messageformat'
import { expect, it } from 'vitest'

const languages = ['vi', 'en', 'ur'] as const
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

it('every verdict and reason has its sentence in every language, with the same values', () => {
  for (const [code, words] of Object.entries({ ...verdicts, ...reasons }))
    for (const language of languages) {
      expect(words[language].trim(), code).not.toBe('')
      expect(names(words[language]), `${code} ${language}`).toEqual(names(words.vi))
      const values = Object.fromEntries(names(words.vi).map((name) => [name, 'x']))
      expect(new IntlMessageFormat(words[language], language).format(values), code).not.toMatch(/[{}]/)
    }
})
