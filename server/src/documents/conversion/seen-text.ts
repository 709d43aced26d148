import type { PDFPageProxy } from 'pdfjs-dist'
import { type Rect, type SeenPage, seenPage, seenTransform } from '../../platform/seen-page.ts'

/** A run of letters where the reader sees it: `transform` counts from the lower left corner of the page as it is shown. */
export interface SeenText {
  str: string
  transform: number[]
  width: number
}

export const asSeen = (page: PDFPageProxy): SeenPage => seenPage(page.view as Rect, page.rotate)

/** The text of a page as it is seen: cropped and turned the way its file says. */
export async function seenText(
  page: PDFPageProxy,
  options: { disableNormalization?: boolean } = {},
): Promise<SeenText[]> {
  const seen = asSeen(page)
  const { items } = await page.getTextContent(options)
  return items.flatMap((item) =>
    'str' in item ? [{ str: item.str, transform: seenTransform(seen, item.transform), width: item.width }] : [],
  )
}
