import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeText, fold, writeCalendar } from './icalendar.ts'

const calendar = (title: string, detail = '') =>
  writeCalendar([{ uid: 'one@mocban', date: '2025-12-31', title, detail, path: '/documents/1' }], {
    name: 'Hạn xử lý',
    origin: 'https://vanban.bacninh.gov.vn',
    now: new Date('2025-08-01T02:03:04Z'),
  })
const unfold = (text: string) => text.replaceAll('\r\n ', '')

describe('iCalendar', () => {
  it('writes an all-day event with a reminder, also over the end of a year', () => {
    const text = calendar('Hạn: 15/QĐ-UBND')
    for (const line of [
      'DTSTART;VALUE=DATE:20251231',
      'DTEND;VALUE=DATE:20260101',
      'DTSTAMP:20250801T020304Z',
      'BEGIN:VALARM',
      'TRIGGER:-PT16H',
    ])
      expect(text).toContain(`${line}\r\n`)
  })

  it('escapes what would break a line or a list', () => {
    expect(escapeText('a;b,c\\d\r\ne\nf\u0007')).toBe('a\\;b\\,c\\\\d\\ne\\nf')
  })

  it('never has a line of more than 75 octets, never cuts a letter, and unfolds to what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
        const text = calendar(title, title)
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(text).not.toContain('\ufffd'.repeat(2))
        expect(unfold(text)).toContain(`SUMMARY:${escapeText(title)}\r\n`)
        expect(unfold(fold(title.replace(/[\r\n]/g, '')))).toBe(`${title.replace(/[\r\n]/g, '')}\r\n`)
      }),
    )
  })
})
