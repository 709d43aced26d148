import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bare, compactSymbol, hasDiacritics, searchable, wordsOf, wordsWithPlaces } from './vietnamese.ts'

describe('Vietnamese as it is compared', () => {
  it.each([
    ['hòa', 'hoà'],
    ['Hoà bình', 'HÒA BÌNH'],
    ['thụy', 'thuỵ'],
    ['Ủy ban', 'Uỷ ban'],
    ['khỏe', 'khoẻ'],
    ['quý', 'qúy'],
  ])('%s and %s are one word', (one, other) => {
    expect(searchable(one)).toBe(searchable(other))
  })

  it.each([
    ['của', 'cua'],
    ['hóa', 'hoa'],
    ['quà', 'qua'],
  ])('%s is not %s, but its bare form is', (one, other) => {
    expect(searchable(one)).not.toBe(searchable(other))
    expect(bare(one)).toBe(other)
  })

  it('drops every mark of the alphabet', () => {
    expect(bare('Quyết định về đầu tư, xây dựng Đô thị Thuận Thành ở Bắc Ninh: ăâêôơư')).toBe(
      'quyet dinh ve dau tu, xay dung do thi thuan thanh o bac ninh: aaeoou',
    )
  })

  it('reads a decomposed text as a composed one', () => {
    expect(searchable('Quyết định'.normalize('NFD'))).toBe('quyết định')
  })

  it('finds one symbol however it is typed', () => {
    for (const typed of ['15/QĐ-UBND', '15/qd-ubnd', '15 qd ubnd', ' 15/QĐ–UBND '])
      expect(compactSymbol(typed)).toBe('15qdubnd')
  })

  it('cuts at punctuation of all kinds', () => {
    expect(wordsOf('“Kế hoạch” – 12/KH-UBND, ngày 01.07.2025…')).toEqual([
      'kế',
      'hoạch',
      '12',
      'kh',
      'ubnd',
      'ngày',
      '01',
      '07',
      '2025',
    ])
    expect(wordsOf('…')).toEqual([])
  })

  it('tells whether marks were typed', () => {
    expect(hasDiacritics('kế hoạch')).toBe(true)
    expect(hasDiacritics('KE HOACH')).toBe(false)
  })

  it('knows where each word stands', () => {
    const text = 'Về việc HÒA giải'
    expect(wordsWithPlaces(text).map((word) => [text.slice(word.start, word.end), word.bare])).toEqual([
      ['Về', 've'],
      ['việc', 'viec'],
      ['HÒA', 'hoa'],
      ['giải', 'giai'],
    ])
  })

  it('gives the same again when asked again, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(searchable(searchable(text))).toBe(searchable(text))
        expect(bare(bare(text))).toBe(bare(text))
        for (const word of wordsOf(text)) expect(wordsOf(word)).toEqual([word])
      }),
    )
  })
})
