import { randomBytes } from 'node:crypto'
import { codeLetters, shownCode } from '@mocban/contract/genuine'
import { renderSVG } from 'uqr'
import type { Tx } from '../../platform/database/index.ts'
import type { Mark } from '../conversion/index.ts'

/** Sixty bits by chance, as twelve letters. */
export const newCode = (): string =>
  Array.from(randomBytes(12), (byte) => codeLetters[byte % codeLetters.length]).join('')

/** The code of a document, made when it is first needed; the same however often it is drawn. */
export async function codeOf(tx: Tx, documentId: string): Promise<string> {
  const kept = await tx
    .selectFrom('verification_code')
    .where('document_id', '=', documentId)
    .select('code')
    .executeTakeFirst()
  if (kept) return kept.code
  const code = newCode()
  await tx.insertInto('verification_code').values({ code, document_id: documentId }).execute()
  return code
}

/** What is drawn on page 1: the address at which anybody can check the file, and the code in letters for whoever has no camera. */
export const markOf = (origin: string, code: string): Mark => ({
  svg: renderSVG(`${origin}/kiem-tra/${code}`, { ecc: 'M', border: 0 }),
  code: shownCode(code),
})
