import { describe, expect, it } from 'vitest'
import { addressOfHit, longestRun } from './search-hit.tsx'

const text = '… phụ lục quả cam Lục Ngạn của xã …'
const marksOf = (...words: string[]) =>
  words.map((word) => [text.indexOf(word), text.indexOf(word) + word.length] as [number, number])

describe('a hit', () => {
  it('is opened with the longest piece of what was found', () => {
    expect(longestRun({ text, marks: marksOf('lục', 'cam', 'Lục', 'Ngạn') })).toBe('cam Lục Ngạn')
    expect(longestRun({ text, marks: [] })).toBe('')
  })

  it('opens at its file, drafts where they are worked on', () => {
    const page = { fileId: 'f', fileName: 'a.pdf', page: 2, snippet: { text, marks: marksOf('cam') } }
    expect(addressOfHit({ documentId: 'd', travel: 'incoming', state: 'finished', page })).toBe(
      '/documents/d?find=cam&file=f',
    )
    expect(addressOfHit({ documentId: 'd', travel: 'outgoing', state: 'draft', page: null })).toBe('/outgoing/d')
  })
})
