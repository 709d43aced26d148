import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageText } from '@mocban/contract/documents-reading'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { textOf } from '../page-lines.ts'
import { readPages } from '../read-pages.ts'
import { letters } from '../testing/letters.ts'
import { makeLetter } from '../testing/make-letter.ts'
import { recognise } from './index.ts'
import { organisationName } from './organisation-name.ts'

const folder = mkdtempSync(join(tmpdir(), 'mocban-recognise-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('recognition by the layout of Decree 30', () => {
  it.each(letters)('$name', async ({ letter, expected, term }) => {
    const path = join(folder, 'letter.pdf')
    writeFileSync(path, makeLetter(letter))
    const found = recognise(await readPages(path, { from: 1, to: 5 }))
    const values = Object.fromEntries(found.map((one) => [one.field, one.value]))
    expect(values).toMatchObject(expected)
    for (const one of found) {
      expect(one.rects.length).toBeGreaterThan(0)
      for (const rect of one.rects) {
        expect(Math.min(rect.x, rect.y, rect.width, rect.height)).toBeGreaterThanOrEqual(0)
        expect(Math.max(rect.x + rect.width, rect.y + rect.height)).toBeLessThanOrEqual(1.001)
      }
    }
    if (term) expect(found.find((one) => one.field === 'dueOn')?.term).toEqual(term)
    else if (!expected.dueOn) expect(values.dueOn).toBeUndefined()
    if (!expected.secrecy) expect(values.secrecy).toBeUndefined()
  })

  it('names the unit of the province that goes by the name', async () => {
    const path = join(folder, 'known.pdf')
    writeFileSync(path, makeLetter((letters[2] as (typeof letters)[number]).letter))
    const found = recognise(await readPages(path, { from: 1, to: 1 }), [
      { id: 'unit-1', name: 'Sở Khoa học và Công nghệ' },
    ])
    expect(found.find((one) => one.field === 'issuerName')).toMatchObject({
      value: 'Sở Khoa học và Công nghệ',
      unitId: 'unit-1',
    })
  })

  it.each([
    [['SỞ NÔNG NGHIỆP VÀ MÔI', 'TRƯỜNG'], 'Sở Nông nghiệp và Môi trường'],
    [['BẢO HIỂM XÃ', 'HỘI TỈNH BẮC NINH'], 'Bảo hiểm xã hội tỉnh Bắc Ninh'],
    [['BAN QUẢN LÝ', 'BAN CÁC KHU MỚI'], 'Ban các Khu Mới'],
  ])('joins a name that the end of a line broke, and no two names: %s', async (issuer, expected) => {
    const path = join(folder, 'broken.pdf')
    writeFileSync(path, makeLetter({ ...(letters[2] as (typeof letters)[number]).letter, issuer }))
    const found = recognise(await readPages(path, { from: 1, to: 1 }))
    expect(found.find((one) => one.field === 'issuerName')?.value).toBe(expected)
  })

  it('reads whom a letter is addressed to over the end of a line, and nothing of what follows', async () => {
    const path = join(folder, 'addressees.pdf')
    const value = 'Ủy ban nhân dân các tỉnh: Bắc Ninh, Phú Thọ, Hưng Yên, Thái Nguyên, Lạng Sơn, Nghệ An'
    writeFileSync(path, makeLetter({ ...(letters[2] as (typeof letters)[number]).letter, addressees: [value] }))
    const found = recognise(await readPages(path, { from: 1, to: 1 })).find((one) => one.field === 'addressees')
    expect(found?.value).toBe(value)
    expect(found?.rects.length).toBe(2)
  })

  it('writes the name of an issuer that it does not know as the text does', async () => {
    const path = join(folder, 'written.pdf')
    const body = ['Để thực hiện, Bộ Hải dương và Thiên văn đề nghị các tỉnh báo cáo.']
    const issuer = ['BỘ HẢI DƯƠNG VÀ THIÊN VĂN']
    writeFileSync(path, makeLetter({ ...(letters[2] as (typeof letters)[number]).letter, issuer, body }))
    const found = recognise(await readPages(path, { from: 1, to: 1 }))
    expect(found.find((one) => one.field === 'issuerName')?.value).toBe('Bộ Hải dương và Thiên văn')
  })

  it.each([
    [[], undefined],
    [['Về việc lấy ý kiến đối với dự thảo quy chế làm việc của tổ công tác'], /^Về việc lấy ý kiến .* tổ công tác$/],
  ])('takes no text for the abstract, however short the document is: %s', async (abstract, expected) => {
    const path = join(folder, 'short.pdf')
    const body = ['Các cơ quan, đơn vị cử người dự họp và gửi ý kiến bằng văn bản để kịp tổng hợp, báo cáo cấp trên.']
    const letter = { ...(letters[2] as (typeof letters)[number]).letter, type: 'THÔNG BÁO', abstract, body }
    writeFileSync(path, makeLetter(letter))
    const found = recognise(await readPages(path, { from: 1, to: 1 }))
    const value = found.find((one) => one.field === 'abstract')?.value
    if (expected) expect(value).toMatch(expected)
    else expect(value).toBeUndefined()
  })

  it('ends soon on a page that was made to be slow, and on one of more words than any page has', () => {
    const line = (text: string, many: number) =>
      Array.from({ length: many }, (_, n) => ({ text, rect: { x: n * 1e-6, y: 0.05, width: 1e-6, height: 0.01 } }))
    for (const words of [line('doc lap tu do', 4000), line('Số', 300_000)]) {
      const page = { page: 1, width: 595, height: 842, source: 'text', words } as unknown as PageText
      expect(() => [recognise([page]), textOf(page)]).not.toThrow()
    }
  })

  it('never fails on any words anywhere, and never answers a date that does not exist', () => {
    const words = [
      'Số:',
      '15/QĐ-UBND',
      'ngày',
      '31',
      'tháng',
      '02',
      'năm',
      '2025',
      'V/v',
      'QUYẾT',
      'ĐỊNH',
      'KT.',
      'CHỦ',
      'TỊCH',
      'Nơi',
      'nhận:',
      '-',
      'Kính',
      'gửi:',
      'trước',
      '31/2/2025',
      '(',
      '\u202e',
      'MẬT',
    ]
    const page = fc.array(
      fc.record({
        text: fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 12 })),
        x: fc.double({ min: 0, max: 0.9, noNaN: true }),
        y: fc.double({ min: 0, max: 0.95, noNaN: true }),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(fc.array(page, { maxLength: 3 }), (pages) => {
        const read: PageText[] = pages.map((list, n) => ({
          page: n + 1,
          source: 'text-layer',
          width: 595,
          height: 842,
          words: list.map((one) => ({ text: one.text, rect: { x: one.x, y: one.y, width: 0.05, height: 0.014 } })),
        }))
        for (const one of recognise(read)) {
          if (one.field === 'issuedOn') expect(new Date(one.value).toISOString().slice(0, 10)).toBe(one.value)
          expect(one.confidence).toBeGreaterThanOrEqual(0)
          expect(one.confidence).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('names of agencies', () => {
  it.each([
    ['SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', 'Sở Nông nghiệp và Môi trường'],
    ['ỦY BAN NHÂN DÂN PHƯỜNG TỪ SƠN', 'Ủy ban nhân dân phường Từ Sơn'],
    ['VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH', 'Văn phòng Ủy ban nhân dân tỉnh'],
    ['BỘ GIÁO DỤC VÀ ĐÀO TẠO', 'Bộ Giáo dục và Đào tạo'],
  ])('%s', (upper, name) => expect(organisationName(upper)).toBe(name))
})
