import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** The list that work files appear in. */
export const workFileList = 'work-file'

/** The file as who asks may see it. What they may not see does not exist. */
export async function findWorkFile(tx: Tx, id: string) {
  return found(await byId(tx, id).executeTakeFirst())
}

/** The same, locked, where something is to be done in it: a closed file is opened again first, and nothing is put into one that is closed at this moment. */
export async function findOpenWorkFile(tx: Tx, id: string) {
  const file = found(await byId(tx, id).forNoKeyUpdate().executeTakeFirst())
  if (file.state === 'closed') throw refuse('work-file.closed', { code: file.code })
  return file
}

const byId = (tx: Tx, id: string) => tx.selectFrom('work_file').selectAll().where('id', '=', id)

function found<T>(file: T | undefined): T {
  if (!file) throw refuse('request.not-found')
  return file
}
