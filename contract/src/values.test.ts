import { expect, it } from 'vitest'
import { line, text } from './values.ts'

it('what a person typed reads as it is written: nothing in it turns the direction or is not seen', () => {
  const typed = 'Báo cáo\u202e fdp.exe\u202c \u2066(mật)\u2069\u200b\ufeff\u00ad hết\u0000'
  expect(text(100).parse(typed)).toBe('Báo cáo fdp.exe (mật) hết')
  // Decomposed and composed are one; a new line stays.
  expect(text(100).parse(' Quye\u0302\u0301t\nđịnh ')).toBe('Quyết\nđịnh')
  // Urdu is written with joiners, and with marks beside Latin words.
  const urdu = 'دفتر\u200cخانہ \u200e15/QĐ-UBND\u200e'
  expect(text(100).parse(urdu)).toBe(urdu)
  expect(line(100).safeParse('\u202e\u200b').success).toBe(false)
})
