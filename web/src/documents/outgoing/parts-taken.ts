import type { ExtractPart } from '@mocban/contract/documents-drafting'

/** A part of a page with its words, as far as they are known. */
export type Part = ExtractPart & { text: string }

/** As many as an extract takes. */
export const mostParts = 60

export const keyOf = ({ page, x, y, width, height }: ExtractPart) => [page, x, y, width, height].join(' ')

/** In the order of the document. */
export const inOrder = (parts: Part[]): Part[] => [...parts].sort((a, b) => a.page - b.page || a.y - b.y || a.x - b.x)

/** With the part, or without it where it was there. */
export function toggled(parts: Part[], part: Part): Part[] {
  const others = parts.filter((one) => keyOf(one) !== keyOf(part))
  return others.length < parts.length ? others : inOrder([...parts, part])
}

export const holds = (part: ExtractPart, at: { x: number; y: number }): boolean =>
  at.x >= part.x && at.x <= part.x + part.width && at.y >= part.y && at.y <= part.y + part.height
