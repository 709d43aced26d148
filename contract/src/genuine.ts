import { z } from 'zod'
import { route } from './route.ts'
import { date } from './values.ts'

/** Whether a file is what an agency issued: the one thing that a stranger may ask. */

/** The letters of a code: none that is mistaken for another. */
export const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code as somebody types it from paper: small letters, gaps and dashes, O for 0, I and L for 1. Null where it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(code) ? code : null
}

/** A code as it is printed: K7QP-3MXD-9RTA. */
export const shownCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

export const genuineAnswer = z.object({
  /** Absent where no document that people may be told of has this code or these bytes. */
  issued: z
    .object({
      agencyName: z.string(),
      issuedOn: date,
      state: z.enum(['in-force', 'recalled', 'replaced']),
      endedOn: date.nullable(),
    })
    .nullable(),
  /** Of the file that was asked about: the document itself, a file that was issued with it, or neither; null where no file was asked about. */
  file: z.enum(['same', 'attachment', 'other']).nullable(),
})
export type GenuineAnswer = z.infer<typeof genuineAnswer>

export const genuine = {
  ask: route({
    method: 'POST',
    path: '/api/genuine',
    summary:
      'By a code, the hash of a file, or both: who issued it and when, whether it is in force; nothing else, to anyone',
    needs: 'anyone',
    body: z
      .object({
        code: z
          .string()
          .regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)
          .nullish(),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .nullish(),
      })
      .refine((body) => body.code || body.sha256),
    response: genuineAnswer,
  }),
}
