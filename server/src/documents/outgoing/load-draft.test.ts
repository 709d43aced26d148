import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { loadDraft } from './load-draft.ts'
import { draftSome } from './testing/draft.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

/** Two who wait for each other end in a deadlock: the one judges a draft and looks at its form in the same act, the other reads the draft, for whom its form is looked at too. */
it('while somebody acts on a draft, what names it by its key is written; another act waits', async () => {
  const id = await draftSome(server, database, province)
  const soon = <T>(write: (tx: Parameters<typeof loadDraft>[0]) => Promise<T>) =>
    asActor(database.app, province.people.digitalSpecialist, async (tx) => {
      await sql`set local lock_timeout = '1s'`.execute(tx)
      return write(tx)
    })
  await asActor(database.app, province.people.digitalSpecialist, async (acting) => {
    await loadDraft(acting, id, true)
    await soon((tx) =>
      sql`insert into form_check (document_id, version_no, key, state) values (${id}, 1, 'x', 'waiting')`.execute(tx),
    )
    await expect(soon((tx) => loadDraft(tx, id, true))).rejects.toThrow('lock timeout')
  })
})
