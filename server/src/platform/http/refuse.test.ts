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

  it('writes dates as people read them, and names the field in words', () => {
    expect(sentence('task.deadline-past', { date: '2025-08-01' }, 'vi')).toContain('Thời hạn 01/08/2025 đã qua')
    const wrong = { field: 'arrivedOn', date: '2027-01-02' }
    expect(sentence('document.date-impossible', wrong, 'vi')).toMatch(/^Ngày đến không hợp lý: 02\/01\/2027\./)
    expect(sentence('document.date-impossible', wrong, 'en')).not.toContain('arrivedOn')
  })

  it('shows nobody what it is made of, whatever it is given', () => {
    for (const code of codes)
      for (const language of languages) expect(sentence(code, {}, language), code).not.toMatch(/[{}]/)
  })
})
