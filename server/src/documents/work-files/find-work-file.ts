import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** The list that work files appear in. */
export const workFileList = 'work-file'

/** The file as who asks may see it, locked where it is to be changed. What they may not see does not exist. */
export async function findWorkFile(tx: Tx, id: string) {
  const file = await tx.selectFrom('work_file').selectAll().where('id', '=', id).executeTakeFirst()
  if (!file) throw refuse('request.not-found')
  return file
}

/** The same, where something is to be done in it: a closed file is opened again first. */
export async function findOpenWorkFile(tx: Tx, id: string) {
  const file = await findWorkFile(tx, id)
  if (file.state === 'closed') throw refuse('work-file.closed', { code: file.code })
  return file
}
