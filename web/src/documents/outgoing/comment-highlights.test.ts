import type { Comment } from '@mocban/contract/documents-drafting'
import { expect, it } from 'vitest'
import { commentHighlights } from './comment-highlights.ts'

it('marks a comment on the version it was written about: in another, other words stand there', () => {
  const place = { page: 1, x: 0.1, y: 0.2, width: 0.3, height: 0.02, quote: 'số liệu' }
  const comment = { id: 'a', versionNo: 1, place, resolvedAt: null } as Comment
  expect(commentHighlights([comment], 1)).toHaveLength(1)
  expect(commentHighlights([comment], 2)).toEqual([])
  expect(commentHighlights([{ ...comment, resolvedAt: '2026-11-26T00:00:00Z' }], 1)).toEqual([])
})
