import { typesetPdf } from '../documents/conversion/index.ts'
import type { Standing } from '../platform/database/index.ts'
import type { ModelFile, ModelRecord } from './access-model.ts'
import type { World } from './access-world.ts'

/** A page with a word of its own. */
export const pageOf = (word: string) => typesetPdf('#set page("a6")\n#data.words', { words: `trongtep ${word}` })

/** A file read for search, as the job would. */
export const read = (world: World, sha256: string, word: string) =>
  world.database.worker
    .insertInto('page_text')
    .values({ sha256, page: 1, text: `trongtep ${word}`, origin: 'layer' })
    .execute()

/** Tells the model of a file of a record, under the word that stands in it. */
export function fileOf(
  world: World,
  record: ModelRecord,
  given: { sha256: string; word: string; by: Standing | null; sent: boolean; unread?: boolean },
): void {
  const { sha256, word, by, sent, unread } = given
  const { model } = world
  const file = { sha256, record, broughtBy: by?.personId ?? '', sent, unread } as ModelFile
  // A copy has the pages of what it is a copy of; and two copies made alike in the same second are one file.
  file.mark = world.mark(word, sent && record.travel === 'outgoing' ? 'sent' : 'file', record, (who) =>
    model.files
      .filter((one) => one.sha256 === sha256)
      .some((same) =>
        [same.record, ...same.record.copies].some((one) => model.seesFile(who, { ...same, record: one })),
      ),
  )
  // Its word stands nowhere.
  if (unread) file.mark.gone = true
  model.files.push(file)
}

/** What a registry has taken in: its own, its clerks’ and the leaders’ above. */
export function takenIn({ model, post, own }: World, id: string, clerk: Standing, typeCode: string) {
  const { unitId, agencyId } = post(clerk)
  return {
    id,
    kind: 'document' as const,
    travel: 'incoming' as const,
    agencyId,
    typeCode,
    own: [own('post', clerk.positionId)],
    groups: [own('clerks', agencyId), ...model.leadersAbove(unitId), own('leaders', agencyId)],
  }
}
