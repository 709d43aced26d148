import { describe, expect, it } from 'vitest'
import { findInPages } from './find-in-pages.ts'

const rect = { x: 0, y: 0, width: 1, height: 0.02 }
const pages = {
  1: {
    runs: [
      { text: 'việc sử dụng chỉ dẫn', rect: { ...rect, y: 0.1 } },
      { text: 'địa lý cho quả cam', rect: { ...rect, y: 0.2 } },
    ],
  },
  2: { runs: [{ text: 'Địa lý và chi dân', rect: { ...rect, y: 0.3 } }] },
}

describe('finding in pages', () => {
  it('goes on over the end of a line, and marks both', () => {
    const found = findInPages(pages, 'chỉ dẫn địa lý')
    expect(found).toHaveLength(1)
    expect(found[0]?.rects.map((one) => one.y)).toEqual([0.1, 0.2])
  })

  it('finds without diacritics, and with them only as typed', () => {
    expect(findInPages(pages, 'dia ly').map((one) => one.page)).toEqual([1, 2])
    expect(findInPages(pages, 'chi dan').map((one) => one.page)).toEqual([1, 2])
    expect(findInPages(pages, 'chỉ dẫn').map((one) => one.page)).toEqual([1])
  })

  it('takes the last word as a beginning while typing', () => {
    expect(findInPages(pages, 'quả c')).toHaveLength(1)
  })

  it('marks each word where they stand nowhere side by side', () => {
    expect(findInPages(pages, 'cam dụng')).toHaveLength(2)
    expect(findInPages(pages, ' … ')).toEqual([])
  })
})
