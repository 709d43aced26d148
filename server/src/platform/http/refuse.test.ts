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

  it('says why not in the words of the screens, never by its code', () => {
    const words = (language: 'vi' | 'en' | 'ur') =>
      sentence('document.act-not-now', { because: 'step-ended' }, language)
    expect(languages.map(words)).toEqual([
      'Lúc này không làm được việc này: bước này đã kết thúc.',
      'This cannot be done now: this step has ended.',
      'یہ کام ابھی نہیں ہو سکتا: یہ مرحلہ ختم ہو چکا۔',
    ])
    const page = { because: 'no-such-page', part: '7', count: 3 }
    expect(sentence('copy.not-possible', page, 'vi')).toContain('không có trang “7” trong văn bản 3 trang')
  })

  it('tells what a parser found, also where a sentence chooses by some of it', () => {
    const place = { line: 1, column: 36, element: 'edXML' }
    expect(sentence('exchange.not-xml', { ...place, what: 'unexpected close tag' }, 'ur')).toContain('ٹیگ غلط جگہ')
    expect(sentence('exchange.not-xml', { ...place, what: 'cut' }, 'vi')).toContain('tệp bị cắt cụt giữa chừng')
    expect(sentence('exchange.caller-certificate', { because: 'name', subject: 'H05' }, 'vi')).toContain('mang tên H05')
  })

  it('says that the original is kept where it is', () => {
    const given = { element: 'Bussiness' }
    expect(sentence('exchange.element-missing', given, 'vi')).toBe(
      'Thông điệp thiếu Bussiness. Bản gốc được giữ; chưa đăng ký gì.',
    )
    expect(sentence('exchange.element-missing', { ...given, original: 'explained' }, 'vi')).toBe(
      'Thông điệp thiếu Bussiness. Chưa đăng ký gì.',
    )
  })

  it('shows nobody what it is made of, whatever it is given', () => {
    for (const code of codes)
      for (const language of languages) expect(sentence(code, {}, language), code).not.toMatch(/[{}]/)
  })
})
