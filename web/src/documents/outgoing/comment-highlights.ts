import type { Comment } from '@mocban/contract/documents-drafting'
import type { Highlight } from '../../shell/pdf-viewer.tsx'

/** Open comments on a version as marks on its pages: in another version other words stand there. */
export const commentHighlights = (comments: Comment[], versionNo: number | undefined): Highlight[] =>
  comments.flatMap((comment) =>
    comment.place && !comment.resolvedAt && comment.versionNo === versionNo
      ? [{ id: comment.id, page: comment.place.page, rects: [comment.place], kind: 'comment' as const }]
      : [],
  )
