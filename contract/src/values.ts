import { z } from 'zod'

/** Values that every module uses on the wire. */

export const id = z.uuid()
/** A calendar date without time, as YYYY-MM-DD. */
export const date = z.iso.date()
/** An instant in UTC, as ISO 8601. */
export const instant = z.iso.datetime({ offset: true })
/**
 * Controls, and what nobody sees and yet turns the direction of reading or parts a word: with them a line reads otherwise than it is written. Joiners and
 * marks that lines of Urdu need stay.
 */
const unseen = /(?![\n\t\u0600-\u061c\u06dd\u200c-\u200f])[\p{Cc}\p{Cf}]/gu
/** Text as it is kept and compared: NFC, trimmed, with nothing in it that is not seen but new lines. */
export const plain = (value: string): string => value.normalize('NFC').replace(unseen, '').trim()
/** Text a person typed. */
export const text = (max: number) => z.string().max(max).transform(plain)
/** The same, not empty. */
export const line = (max: number) => text(max).pipe(z.string().min(1))

/** The name of a file as its sender wrote it: the same letters, whatever they are made of. Compared in NFC, made safe where it is shown, never a path. */
export const fileName = z
  .string()
  .max(255)
  .transform((value) => value.replace(/\p{Cc}/gu, ''))
  .pipe(z.string().min(1))

/** A page of a list: `next` is the opaque place after the last row, absent at the end. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() })
export const pageQuery = {
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

export const reference = z.object({ id, name: z.string() })
/** A person as shown beside an act: name, and for whom when acting for another. */
export const personReference = z.object({ id, name: z.string(), position: z.string().optional() })

export const urgencies = ['normal', 'urgent', 'very-urgent', 'express'] as const
export const urgency = z.enum(urgencies)
export const secrecies = ['none', 'secret', 'top-secret', 'absolute-secret'] as const
export const secrecy = z.enum(secrecies)
export const directionsOfTravel = ['incoming', 'outgoing', 'internal'] as const
export const travel = z.enum(directionsOfTravel)

/** How a post is held, where it is not simply one's own: until it is filled, or lent from elsewhere; null else. */
/** By whom, when and with which sentence those who hold something were urged last. */
export const urged = z.object({
  at: instant,
  byName: z.string(),
  actingForName: z.string().nullable(),
  text: z.string(),
})
export type Urged = z.infer<typeof urged>

export const heldAs = z.enum(['acting', 'secondment']).nullable()
export type HeldAs = z.infer<typeof heldAs>

/** An RFC 9457 problem. `code` is stable; `detail` is a sentence in the reader's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof problem>
