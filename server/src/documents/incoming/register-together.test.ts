import { incoming } from '@mocban/contract/documents-incoming'
import { search } from '@mocban/contract/search'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest'
import { newId } from '../../platform/database/index.ts'
import { type Door, openDoor } from '../../platform/sign-in/testing/open-door.ts'
import { rowsRead } from '../../platform/testing/index.ts'
import { searchRoutes } from '../search/routes.ts'
import { someFacts } from '../testing/register.ts'
import { incomingRoutes } from './routes.ts'

/** What one session registers at the same moment is written together; each must be as if it had come alone. */

let door: Door
let cookies: Record<string, string>
let said: MockInstance
beforeAll(async () => {
  door = await openDoor((app) => {
    incomingRoutes(app)
    searchRoutes(app)
  })
  cookies = await door.enter('officeclerk')
  said = vi.spyOn(door.app.http.log, 'error')
})
afterAll(() => door.close())

let symbols = 0
const aSymbol = () => `${++symbols}/BKHCN-CĐS`
const register = async (
  changes: Record<string, unknown> = {},
  { key = newId(), ...body }: { key?: string; duplicatesSeen?: boolean; files?: object[] } = {},
  as = cookies,
) => {
  const facts = someFacts({ symbol: aSymbol(), ...changes })
  const input = { body: { facts, files: [], duplicatesSeen: false, ...body } }
  const response = await door.call(incoming.register, input as never, as, { headers: { 'idempotency-key': key } })
  return { status: response.statusCode, answer: response.json(), replayed: response.headers['idempotency-replayed'] }
}
/** How many transactions wrote these documents. */
const transactions = async (ids: string[]) => {
  const { rows } = await sql<{
    n: number
  }>`select count(distinct xmin::text)::int as n from register_entry where document_id = any (${ids}::uuid[])`.execute(
    door.database.owner,
  )
  return rows[0]?.n ?? 0
}

describe('what one session registers at the same moment', () => {
  it('gets its numbers in the order in which it came, each with its event, its request and its place in the search, in few transactions', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => register({ abstract: `Về việc số hóa hồ sơ đợt ${n}`, note: `Ghi ${n}` })),
    )
    expect(answers.map(({ answer }) => answer.number)).toEqual(answers.map((_, n) => answers[0]?.answer.number + n))
    const ids = answers.map(({ answer }) => answer.documentId)
    expect(await transactions(ids)).toBeLessThan(10)
    const { rows } = await sql<{ whole: number; requests: number }>`
      select count(*) filter (where d.number = e.number and ev.data ->> 'number' = d.number::text and ev.data ->> 'abstract' = d.abstract
               and ev.kind = 'document.registered')::int as whole,
             count(distinct ev.request_id)::int as requests
        from document d join register_entry e on e.document_id = d.id join event ev on ev.record_id = d.id join search_document s on s.document_id = d.id
       where d.id = any (${ids}::uuid[])`.execute(door.database.owner)
    expect(rows[0]).toMatchObject({ whole: 40, requests: 40 })
    const found = await door.call(search.documents, { query: { q: '"so hoa ho so dot 27"' } }, cookies)
    expect(JSON.stringify(found.json())).toContain(ids[27])
  })

  it('leaves the rows that one alone leaves', async () => {
    const rows = async (id: string) => {
      const { rows } = await sql<{ row: unknown }>`
        select jsonb_build_object('document', to_jsonb(d) - '{id,number,created_at,listed_at,symbol,symbol_key}'::text[],
          'audience', (select jsonb_agg(to_jsonb(a) - '{record_id,at,since}'::text[] order by a.principal) from audience a where a.record_id = d.id),
          'event', (select jsonb_agg(to_jsonb(e) - '{id,at,record_id,request_id,data}'::text[] || jsonb_build_object('told', e.data - '{number,symbol}'::text[])) from event e where e.record_id = d.id),
          'words', (select s.words::text is not distinct from app.search_words(d.id)::text from search_document s where s.document_id = d.id)) as row
          from document d where d.id = ${id}`.execute(door.database.owner)
      return rows[0]?.row
    }
    const full = {
      dueOn: '2025-09-01',
      note: 'Bản giấy',
      fileCode: 'HS-1',
      pageCount: 3,
      copies: 2,
      signerName: 'Lê Văn A',
      addressedTo: 'UBND tỉnh',
      channel: 'paper',
      urgency: 'urgent',
    }
    const alone = await register(full)
    const lot = await Promise.all(Array.from({ length: 4 }, () => register(full)))
    expect(await transactions(lot.slice(1).map(({ answer }) => answer.documentId))).toBe(1)
    const expected = await rows(alone.answer.documentId)
    expect(expected).toMatchObject({ words: true })
    for (const { answer } of lot) expect(await rows(answer.documentId)).toEqual(expected)
  })

  it('is refused one by one: what cannot be registered takes nothing with it, and no number is lost', async () => {
    const before = (await register()).answer.number
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        register(n % 4 === 1 ? { typeCode: 'khong-co' } : n % 4 === 2 ? { arrivedOn: '2999-01-01' } : {}),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 12 }, (_, n) => (n % 4 === 1 ? 400 : n % 4 === 2 ? 422 : 200)),
    )
    const numbers = answers.flatMap(({ status, answer }) => (status === 200 ? [answer.number] : []))
    expect(numbers).toEqual(Array.from({ length: 6 }, (_, n) => before + 1 + n))
  })

  it('is told what is the same, among itself and in the book, unless its clerk has seen it', async () => {
    const symbol = aSymbol()
    const [, first, second] = await Promise.all([
      register(),
      register({ symbol }),
      register({ symbol: symbol.toLowerCase() }),
    ])
    expect([first?.status, second?.status, second?.answer.code]).toEqual([200, 409, 'document.already-registered'])
    const again = await Promise.all([register(), register({ symbol }), register({ symbol }, { duplicatesSeen: true })])
    expect(again.map(({ status }) => status)).toEqual([200, 409, 200])
  })

  it('is looked up by its symbols, whatever else the agency received since the connection planned how', async () => {
    const lot = await Promise.all(Array.from({ length: 16 }, () => register()))
    const ids = lot.map(({ answer }) => answer.documentId)
    const read = await door.database.owner.connection().execute(async (owner) => {
      // Like the first of these, of the same agency or of many others.
      const receive = (many: number, agency: 'agency_id' | 'md5((n / 20)::text)::uuid') =>
        sql`
        insert into document (agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, abstract, created_by, listed_at)
        select ${sql.raw(agency)}, travel, state, type_code, register_id, 1000 * ${many}::int + n, n || '/CŨ', issued_on, arrived_on, issuer_name, abstract, created_by, listed_at
          from document, generate_series(1, ${many}::int) n where id = ${ids[0]}`.execute(owner)
      const look = () =>
        owner.transaction().execute(async (tx) => {
          await sql`select set_config('app.agencies', array[agency_id]::text, true) from document where id = ${ids[0]}`.execute(
            tx,
          )
          const before = await rowsRead(tx, 'document')
          await sql`select app.any_alike(${ids}::uuid[])`.execute(tx)
          return (await rowsRead(tx, 'document')) - before
        })
      // In bulk: nothing is searched or told of them.
      await sql`set session_replication_role = replica`.execute(owner)
      await receive(20_000, 'md5((n / 20)::text)::uuid')
      await sql`analyze document`.execute(owner)
      await look()
      await receive(3_000, 'agency_id')
      await sql`set session_replication_role = origin`.execute(owner)
      return look()
    })
    expect(read).toBeLessThan(100)
  })

  it('is done once for each key, whatever comes twice', async () => {
    const key = newId()
    const changes = { symbol: aSymbol() }
    const first = await Promise.all([register(), register(changes, { key }), register(changes, { key }), register()])
    expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(first[2]).toMatchObject({ answer: first[1]?.answer, replayed: 'true' })
    const again = await Promise.all([register(), register(changes, { key }), register({ symbol: 'khác' }, { key })])
    expect(again[1]).toMatchObject({ status: 200, answer: first[1]?.answer, replayed: 'true' })
    expect(again[2]?.answer.code).toBe('request.key-reused')
  })

  it('takes no file along that the session may not read', async () => {
    const files = [{ sha256: '0'.repeat(64), name: 'a.pdf', mediaType: 'application/pdf' }]
    const answers = await Promise.all([register(), register({}, { files }), register()])
    expect(answers.map(({ status, answer }) => answer.code ?? status)).toEqual([200, 'document.files-unknown', 200])
  })

  it('is done for nobody who may not register, and never in the name of another session', async () => {
    const specialist = await door.enter('officespecialist')
    const other = await door.enter('wardclerk')
    const answers = await Promise.all([
      ...Array.from({ length: 3 }, () => register({}, {}, specialist)),
      ...Array.from({ length: 3 }, () => register({}, {}, other)),
      ...Array.from({ length: 3 }, () => register()),
    ])
    expect(answers.map(({ status, answer }) => answer.code ?? status)).toEqual([
      ...Array(3).fill('capability.needed'),
      ...Array(6).fill(200),
    ])
    const { rows } = await sql<{ agencies: number }>`select count(distinct agency_id)::int as agencies from document
      where id = any (${answers.slice(3).map(({ answer }) => answer.documentId)}::uuid[])`.execute(door.database.owner)
    expect(rows[0]?.agencies).toBe(2)
  })

  it('is told at once that the database is away, not one after the other', async () => {
    const { db } = door.app
    let asked = 0
    const away = { transaction: () => ({ execute: async () => Promise.reject(awayOf(++asked)) }) }
    const awayOf = (_: number) => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    Object.assign(door.app, { db: away })
    const answers = await Promise.all(Array.from({ length: 20 }, () => register()))
    Object.assign(door.app, { db })
    expect(new Set(answers.map(({ status, answer }) => `${status} ${answer.code}`))).toEqual(
      new Set(['503 database.away']),
    )
    expect(asked).toBeLessThan(6)
    expect((await register()).status).toBe(200)
  })

  it('is registered one by one where the program fails to do it together, and the operator reads of it, as of nothing that is only refused', async () => {
    const toldOfIt = [expect.anything(), expect.stringContaining('could not be done together')]
    expect(said).not.toHaveBeenCalledWith(...toldOfIt)
    const rename = (from: string, to: string) =>
      sql`alter function app.${sql.raw(from)} rename to ${sql.raw(to)}`.execute(door.database.owner)
    await rename('register_together', 'register_apart')
    const answers = await Promise.all([register(), register(), register()])
    await rename('register_apart', 'register_together')
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(said).toHaveBeenCalledWith(...toldOfIt)
  })
})
