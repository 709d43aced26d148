import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../platform/database/index.ts'
import { type FileStore, openFolderStore } from '../../platform/files/index.ts'
import { rowsRead } from '../../platform/testing/index.ts'
import { keyOfPem, makeKey } from '../messages/message-key.ts'
import { enterPartner, type Installation, makeInstallation, type Partner } from '../testing/installation.ts'
import { issueMany } from '../testing/issue-many.ts'
import type { OpenedWay } from '../ways/open-ways.ts'
import type { OutgoingMessage } from '../ways/way.ts'
import { pickDue } from './pick-due.ts'
import { type SendHouse, sendWaiting } from './send-waiting.ts'

let a: Installation & { partner: Partner }
let files: FileStore
let folder: string
let house: SendHouse
const quickId = newId()

beforeAll(async () => {
  const installation = await makeInstallation('H05')
  const key = keyOfPem(await makeKey('H05', 2048))
  a = { ...installation, partner: await enterPartner(installation, installation, key) }
  folder = await mkdtemp(join(tmpdir(), 'mocban-send-'))
  files = await openFolderStore(folder)
  house = { worker: a.database.worker, files, key }
  await sql`insert into exchange_way (id, kind, name) values (${quickId}, 'http', 'Nhanh')`.execute(a.database.owner)
  await sql`update outside_agency set way_id = ${quickId} where code = ${a.codes.tuSon}`.execute(a.database.owner)
}, 60_000)
afterAll(async () => {
  await a?.database.drop()
  await rm(folder, { recursive: true, force: true })
})

const wayOf = (id: string, send: (message: OutgoingMessage) => Promise<void>): OpenedWay => ({
  id,
  name: id,
  kind: 'http',
  way: { send },
})
/** Documents to three agencies in turn, of which one is reached over the quick way. */
const issue = async (count: number) => issueMany(a, a, [await files.putBytes(Buffer.from('%PDF-1.7'))], 0, count)

describe('partners', () => {
  it('are each sent to, whatever another does: one that does not answer holds only its own places', async () => {
    await issue(120)
    // Those of the slow one come before all others.
    await sql`update exchange_message set next_try_at = now() - interval '1 hour' where partner_code <> ${a.codes.tuSon}`.execute(
      a.database.owner,
    )
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow = vi.fn((_: OutgoingMessage) => answered)
    const quick = vi.fn(async (_: OutgoingMessage) => {})
    const sending = sendWaiting(house, async () => [wayOf(a.partner.wayId, slow), wayOf(quickId, quick)])
    await vi.waitFor(() => expect(quick).toHaveBeenCalledTimes(40), 10_000)
    expect(slow.mock.calls.length).toBeLessThanOrEqual(32)
    // What is issued meanwhile goes as well.
    await issue(6)
    await vi.waitFor(() => expect(quick).toHaveBeenCalledTimes(42), 10_000)
    // A person decides about one that waits behind the others: it is not sent.
    const begun = slow.mock.calls.map(([message]) => message.id)
    const { rows } = await sql<{ id: string }>`
      update exchange_message set state = 'otherwise' where id = (
        select id from exchange_message where state = 'waiting' and not id = any (${begun}::uuid[]) limit 1) returning id`.execute(
      a.database.owner,
    )
    answer()
    expect(await sending).toBe(125)
    expect(slow).toHaveBeenCalledTimes(83)
    expect(slow.mock.calls.map(([message]) => message.id)).not.toContain(rows[0]?.id)
  })

  it('cost a look little where their way is down, however much waits for it', async () => {
    await issue(300)
    const read = await a.database.worker.transaction().execute(async (tx) => {
      // As with more than the few of a test.
      await sql`set local enable_seqscan = off`.execute(tx)
      const before = await rowsRead(tx, 'exchange_message')
      const due = await pickDue(tx, { full: [a.partner.wayId], held: [] })
      return [due.length, (await rowsRead(tx, 'exchange_message')) - before]
    })
    expect(read[0]).toBe(64)
    // 64 of them, and what each is made of.
    expect(read[1]).toBeLessThan(150)
  })
})
