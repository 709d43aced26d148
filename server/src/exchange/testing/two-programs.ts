import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import type { SeededRandom } from '../../demonstration/seeded-random.ts'
import { someFacts } from '../../documents/testing/register.ts'
import { newId } from '../../platform/database/index.ts'
import { type FileStore, openFolderStore } from '../../platform/files/index.ts'
import { openSealer } from '../../platform/sign-in/index.ts'
import { askUntilAnswered, cookieFor } from '../../testing/people-online.ts'
import { type Program, runProgram } from '../../testing/programs.ts'
import { openMessageKey } from '../messages/message-key.ts'
import { secretOf } from '../ways/open-ways.ts'
import { openBadLink } from './bad-link.ts'
import { addAccount, enterPartner, type Installation, makeInstallation, type Partner } from './installation.ts'

/** One of two complete installations: its database and folder, and a program that is killed and started again. */
export interface End extends Installation {
  folder: string
  files: FileStore
  partner: Partner
  program: Program | null
  /** Where the program listens now, or null while it is down. */
  address: string | null
  killed: number
}

/** Two installations that know each other, with a bad link in each direction. */
export async function openTwoPrograms(
  templateUrl: string,
  random: SeededRandom,
  link: { trouble?: number; delay?: number } = {},
) {
  const end = async (root: string): Promise<End> => {
    const installation = await makeInstallation(root, templateUrl)
    const folder = await mkdtemp(join(tmpdir(), `mocban-${root}-`))
    await writeFile(join(folder, 'secret-key'), `the key of ${root}`)
    return {
      ...installation,
      folder,
      files: await openFolderStore(join(folder, 'files')),
      partner: { wayId: '', outside: {} },
      program: null,
      address: null,
      killed: 0,
    }
  }
  const ends = [await end('H05'), await end('H26')] as [End, End]
  const links = await Promise.all(ends.map((to, n) => openBadLink(random.of(`link ${n}`), () => to.address, link)))
  for (const [n, here] of ends.entries()) {
    const there = ends[1 - n] as End
    // The account by which this end comes in over there.
    const account = await addAccount(there)
    const id = newId()
    here.partner = await enterPartner(here, there, await openMessageKey(join(there.folder, 'message-key.pem')), {
      id,
      settings: { address: links[1 - n]?.address ?? '', clientId: account.clientId },
      secret: openSealer(`the key of ${here.root}`).seal(account.secret, secretOf(id)),
    })
    Object.assign(here, { guest: account.personId })
  }
  for (const [n, here] of ends.entries())
    await here.database.owner
      .updateTable('exchange_way')
      .set({ account_id: (ends[1 - n] as End & { guest: string }).guest })
      .where('id', '=', here.partner.wayId)
      .execute()

  const start = async (one: End) => {
    const program = runProgram(['serve'], { DATABASE_URL: one.database.ownerUrl, MOCBAN_DATA: one.folder })
    one.program = program
    one.address = await program.address
  }
  return {
    ends,
    links,
    start,
    /** Ends a program as a power cut does, and starts it again. */
    kill: async (one: End) => {
      one.address = null
      one.killed += 1
      one.program?.child.kill('SIGKILL')
      await one.program?.ended
      await start(one)
    },
    close: async () => {
      for (const one of ends) {
        one.program?.child.kill('SIGKILL')
        await one.program?.ended
        await one.database.drop()
        await rm(one.folder, { recursive: true, force: true })
      }
      await Promise.all(links.map((one) => one.close()))
    },
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const whereOf = (one: End) => async () => {
  while (!one.address) await pause(30)
  return one.address
}

/** Clerks of the wards and the department who register whatever arrives, each document with one key, until `over`. */
export async function registerArrivals(one: End, over: () => boolean): Promise<void> {
  const where = whereOf(one)
  const clerks = ['wardClerk', 'otherWardClerk', 'departmentClerk'] as const
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  await Promise.all(
    clerks.map(async (who) => {
      const cookie = await cookieFor(one.database, one.province.people[who])
      while (!over()) {
        const { answer: waiting } = await askUntilAnswered(where, cookie, incoming.arrivals, {})
        if (waiting.length === 0) await pause(300)
        for (const { deliveryId, facts } of waiting) {
          const heard = await askUntilAnswered(
            where,
            cookie,
            incoming.register,
            {
              body: {
                facts: someFacts({
                  arrivedOn: today,
                  issuedOn: facts.issuedOn,
                  symbol: facts.symbol,
                  issuerName: facts.issuerName,
                  abstract: facts.abstract,
                }),
                files: [],
                deliveryId,
                duplicatesSeen: true,
              },
            },
            { key: `register ${deliveryId}` },
          )
          if (heard.status !== 200) throw new Error(`${heard.status} ${heard.code}`)
        }
      }
    }),
  )
}

/** How far an end is with what it sent and what came. */
export async function progressOf(one: Installation) {
  const { rows } = await sql<{
    sent: number
    reported: number
    waiting: number
    refused: number
    arrived: number
    registered: number
  }>`
    select (select count(*)::int from delivery where channel = 'exchange' and document_id is not null) as sent,
      (select count(*)::int from delivery where channel = 'exchange' and document_id is not null and status = '03') as reported,
      (select count(*)::int from exchange_message where direction = 'out' and state in ('waiting', 'sending')) as waiting,
      (select count(*)::int from exchange_message where state in ('refused', 'failed')) as refused,
      (select count(*)::int from delivery where channel = 'exchange' and document_id is null) as arrived,
      (select count(*)::int from document where channel = 'exchange' and travel = 'incoming') as registered`.execute(
    one.database.owner,
  )
  return rows[0] as (typeof rows)[0]
}

/** What must hold when everything has come to rest; answers what does not. */
export async function faultsOf(here: End, there: End): Promise<string[]> {
  const faults: string[] = []
  const { rows: sent } = await sql<{ key: string; code: string; statuses: string[] }>`
    select m.document_key as key, m.partner_code as code, array(select s.code from delivery_status s where s.delivery_id = m.delivery_id and s.by_agency_id is null order by s.code) as statuses
      from exchange_message m where m.direction = 'out' and m.business = 'new'`.execute(here.database.owner)
  const { rows: got } = await sql<{ key: string; code: string; documents: number; entries: number; events: number }>`
    select m.document_key as key, m.own_code as code, count(d.id)::int as documents,
      (count(*) filter (where exists (select from register_entry e where e.document_id = d.id and e.number = d.number)))::int as entries,
      coalesce(sum((select count(*) from event e where e.record_id = d.id and e.kind = 'document.registered')), 0)::int as events
      from exchange_message m join delivery y on y.id = m.delivery_id left join document d on d.id = y.incoming_id
     where m.direction = 'in' and m.business = 'new' and m.state = 'taken' group by 1, 2`.execute(there.database.owner)
  const arrived = new Map(got.map((one) => [`${one.key} ${one.code}`, one]))
  if (arrived.size !== sent.length) faults.push(`${sent.length} sent, ${arrived.size} arrived`)
  for (const { key, code, statuses } of sent) {
    const one = arrived.get(`${key} ${code}`)
    if (one?.documents !== 1 || one.entries !== 1 || one.events !== 1)
      faults.push(`${key} to ${code}: ${JSON.stringify(one)}`)
    if (statuses.join() !== '01,03') faults.push(`${key} to ${code}: statuses ${statuses.join()}`)
  }
  const { rows: books } = await sql<{ last: number; numbers: number[] }>`
    select r.last_number as last, array(select e.number from register_entry e where e.register_id = r.id order by e.number) as numbers from register r`.execute(
    there.database.owner,
  )
  for (const { last, numbers } of books)
    if (numbers.length !== last || numbers.some((number, n) => number !== n + 1))
      faults.push(`a book of ${last} has ${numbers.length} numbers`)
  return faults
}
