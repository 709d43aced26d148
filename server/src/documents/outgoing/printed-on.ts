import type { outgoing } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import type { Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { cameSigned } from '../../signing/index.ts'
import { readPrinted } from '../conversion/index.ts'
import { numberedAt } from './copy-forms.ts'
import { type Draft, mainFileOf } from './load-draft.ts'

/**
 * Of a draft that came signed by others: the number and day that are printed on it. They cannot be written in at issue, so that whoever issues it must see
 * whether they are those that the book gives. Null where the program writes them itself.
 */
export async function printedOn(
  tx: Tx,
  files: FileStore,
  draft: Draft,
): Promise<RouteAnswer<typeof outgoing.preview>['cameSigned']> {
  const main = await mainFileOf(tx, draft)
  const pdf = main ? await files.readAll(main) : null
  const state = pdf ? cameSigned(pdf) : null
  return pdf && state ? { state, ...(await readPrinted(pdf, numberedAt(draft.typeCode))) } : null
}
