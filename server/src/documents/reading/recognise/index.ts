import type { PageText, Suggestion } from '@mocban/contract/documents-reading'
import { recogniseDeadline } from './deadline.ts'
import { recogniseRecipients, recogniseSigner } from './foot.ts'
import { type KnownUnit, recogniseDate, recogniseIssuer, recogniseMarks, recogniseSymbol } from './head.ts'
import { layoutOf } from './layout.ts'
import { recogniseTitle } from './title.ts'

export type { KnownUnit } from './head.ts'

/** Raise it when the same words would be recognised differently. */
export const recogniserVersion = 'fields-2'

/**
 * What the words of a document say about it, by the layout of Decree 30/2020, Appendix I. Each suggestion names the place it rests on;
 * a person accepts, changes or refuses it.
 */
export function recognise(pages: PageText[], known: readonly KnownUnit[] = []): Suggestion[] {
  if (pages.length === 0) return []
  const layout = layoutOf(pages)
  const symbol = recogniseSymbol(layout)
  const date = recogniseDate(layout)
  const deadline = recogniseDeadline(layout, date?.value ?? null)
  return [
    ...(symbol ? [symbol] : []),
    ...(date ? [date] : []),
    ...recogniseIssuer(layout, known),
    ...recogniseTitle(layout, symbol?.value ?? null),
    ...recogniseMarks(layout),
    ...recogniseSigner(layout),
    ...recogniseRecipients(layout),
    ...(deadline ? [deadline] : []),
  ]
}
