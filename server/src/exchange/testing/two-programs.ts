import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Arrival, incoming } from '@mocban/contract/documents-incoming'
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

/** Clerks of the wards and the department who register whatever arrives, one of them all that waits in one act, each with one key, until `over`. */
export async function registerArrivals(one: End, over: () => boolean): Promise<void> {
  const where = whereOf(one)
  const clerks = ['wardClerk', 'otherWardClerk', 'departmentClerk'] as const
  await Promise.all(
    clerks.map(async (who) => {
      const signIn = () => cookieFor(one.database, one.province.people[who])
      let cookie = await signIn()
      // A session lasts an hour; ten thousand documents may take longer.
      let until = Date.now() + 45 * 60_000
      while (!over()) {
        if (Date.now() > until) {
          cookie = await signIn()
          until = Date.now() + 45 * 60_000
        }
        const { answer: waiting } = await askUntilAnswered(where, cookie, incoming.arrivals, {})
        if (waiting.length === 0) await pause(300)
        else if (who === 'otherWardClerk') await registerTogether(where, cookie, waiting)
        else for (const one of waiting) await registerOne(where, cookie, one)
      }
    }),
  )
}

type Where = () => Promise<string>
const well = ({ status, code }: { status: number; code: string | undefined }) => {
  if (status !== 200) throw new Error(`${status} ${code}`)
}

async function registerOne(where: Where, cookie: string, { deliveryId, facts }: Arrival): Promise<void> {
  const { issuedOn, symbol, issuerName, abstract } = facts
  const arrivedOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const given = someFacts({ arrivedOn, issuedOn, symbol, issuerName, abstract })
  const body = { facts: given, files: [], deliveryId, duplicatesSeen: true }
  well(await askUntilAnswered(where, cookie, incoming.register, { body }, { key: `register ${deliveryId}` }))
}

/** All that waits in one act; those that wait again after it was answered have a key of their own. */
async function registerTogether(where: Where, cookie: string, waiting: Arrival[]): Promise<void> {
  const deliveryIds = waiting.map((one) => one.deliveryId)
  const body = { deliveryIds, duplicatesSeen: true }
  const key = `register ${deliveryIds.length} ${deliveryIds[0]}`
  well(await askUntilAnswered(where, cookie, incoming.registerMany, { body }, { key }))
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

/** What must hold when everything has come to rest; answers what does not. `issued`: how many were issued here to agencies over there. */
export async function faultsOf(here: End, there: End, issued: number): Promise<string[]> {
  return [...(await faultsOfDocuments(here, there, issued)), ...(await faultsOfBooks(there)), ...(await leftOver(here))]
}

/** Each that was issued stands once in the recipient's book, by one act, and its sender heard 01 and 03, each once. */
async function faultsOfDocuments(here: End, there: End, issued: number): Promise<string[]> {
  const faults: string[] = []
  const { rows: sent } = await sql<{ key: string; code: string; status: string; statuses: string[] }>`
    select m.document_key as key, m.partner_code as code, d.status,
      array(select s.code from delivery_status s where s.delivery_id = d.id and s.by_agency_id is null order by s.code) as statuses
      from delivery d left join exchange_message m on m.delivery_id = d.id and m.direction = 'out' and m.business = 'new'
     where d.channel = 'exchange' and d.document_id is not null`.execute(here.database.owner)
  const { rows: got } = await sql<{ key: string; code: string; documents: number; entries: number; events: number }>`
    select m.document_key as key, m.own_code as code, count(d.id)::int as documents,
      (count(*) filter (where exists (select from register_entry e where e.document_id = d.id and e.number = d.number and e.register_id = d.register_id)))::int as entries,
      coalesce(sum((select count(*) from event e where e.record_id = d.id and e.kind = 'document.registered')), 0)::int as events
      from exchange_message m join delivery y on y.id = m.delivery_id left join document d on d.id = y.incoming_id
     where m.direction = 'in' and m.business = 'new' and m.state = 'taken' group by 1, 2`.execute(there.database.owner)
  const { registered } = await progressOf(there)
  const arrived = new Map(got.map((one) => [`${one.key} ${one.code}`, one]))
  if (sent.length !== issued || arrived.size !== issued || registered !== issued)
    faults.push(`${issued} issued, ${sent.length} sent, ${arrived.size} arrived, ${registered} registered`)
  for (const { key, code, status, statuses } of sent) {
    const one = arrived.get(`${key} ${code}`)
    if (one?.documents !== 1 || one.entries !== 1 || one.events !== 1)
      faults.push(`${key} to ${code}: ${JSON.stringify(one)}`)
    if (statuses.join() !== '01,03' || status !== '03')
      faults.push(`${key} to ${code}: ${status}, statuses ${statuses.join()}`)
  }
  return faults
}

/** Every book, of what came and of what went, counts 1, 2, 3 … */
async function faultsOfBooks(one: End): Promise<string[]> {
  const { rows } = await sql<{ last: number; numbers: number[] }>`
    select r.last_number as last, array(select e.number from register_entry e where e.register_id = r.id order by e.number) as numbers from register r`.execute(
    one.database.owner,
  )
  return rows
    .filter(({ last, numbers }) => numbers.length !== last || numbers.some((number, n) => number !== n + 1))
    .map(({ last, numbers }) => `a book of ${last} has ${numbers.length} numbers`)
}

/** Nothing waits, nothing was refused, every message that came was taken in once. */
async function leftOver(one: End): Promise<string[]> {
  const { rows } = await sql<{ what: string; count: number }>`
    select concat_ws(' ', direction, business, state, reason ->> 'code') as what, count(*)::int as count from exchange_message
     where state not in ('sent', 'taken') group by 1
    union all
    select concat_ws(' ', 'twice taken in', partner_code, document_key, status_code), count(*)::int from exchange_message
     where direction = 'in' group by agency_id, partner_code, document_key, business, status_code having count(*) > 1
    union all
    select 'sent without a code', count(*)::int from exchange_message where direction = 'out' and own_code is null having count(*) > 0`.execute(
    one.database.owner,
  )
  return rows.map(({ what, count }) => `${one.root}: ${count} ${what}`)
}

/** The operator's own proof: chains of the trail, registers, files. Who sees what is proven elsewhere. */
export async function faultsOfProof(one: End): Promise<string[]> {
  const verify = runProgram(['verify', '--only', 'files', 'registers', 'events'], {
    DATABASE_URL: one.database.ownerUrl,
    MOCBAN_DATA: one.folder,
  })
  return (await verify.ended) === 0 ? [] : [`${one.root}: ${verify.said().slice(0, 2000)}`]
}
