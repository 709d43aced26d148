import { createHash } from 'node:crypto'
import { documentStates } from '@mocban/contract/documents'
import { sql } from 'kysely'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'
import { demonstrationRoles, demonstrationState, type SeedCounts, seedDemonstration } from './index.ts'

// Before anybody is at work: what the story tells of that morning has not come yet.
const began = new Date('2026-11-23T05:00:00+07:00')
const testBegan = new Date()
let database: TestDatabase
let counts: SeedCounts
const stored = new Map<string, Uint8Array>()
const files = {
  putBytes: async (bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    stored.set(sha256, bytes)
    return { sha256 }
  },
}
const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(database.owner)).rows

beforeAll(async () => {
  database = await createTestDatabase()
  counts = await seedDemonstration({
    ownerUrl: database.ownerUrl,
    now: began,
    size: Number(process.env.DEMONSTRATION_SIZE ?? 0.12),
    files,
  })
}, 300_000)
afterAll(() => database.drop())

describe('a loading that is cut off', () => {
  it('leaves nothing but what was there', async () => {
    const other = await createTestDatabase()
    try {
      // A user name that the demonstration needs makes it fail in the middle of its rows.
      await sql`insert into person (full_name, user_name) values ('Người có trước', 'khaild')`.execute(other.owner)
      await expect(seedDemonstration({ ownerUrl: other.ownerUrl, now: began, size: 0.01, files })).rejects.toThrow(
        /person/,
      )
      const { rows: left } =
        await sql`select 1 from unit union all select 1 from document union all select 1 from event`.execute(
          other.owner,
        )
      expect(left).toEqual([])
      const { rows: off } = await sql`select tgname from pg_trigger where tgenabled = 'D'`.execute(other.owner)
      expect(off).toEqual([])
    } finally {
      await other.drop()
    }
  }, 120_000)
})

describe('the loaded demonstration', () => {
  it('says that it is one', async () => {
    expect(await demonstrationState(database.ownerUrl)).toBe('demonstration')
    expect(counts.documents).toBeGreaterThan(500)
  })

  it('counts every register 1, 2, 3 … without gap', async () => {
    const wrong = await rows(sql`
      select r.id from register r cross join lateral
        (select count(*) as entries, coalesce(max(number), 0) as highest, coalesce(min(number), 1) as lowest from register_entry e where e.register_id = r.id) e
      where e.entries <> r.last_number or e.highest <> r.last_number or e.lowest <> 1`)
    expect(wrong).toEqual([])
    const disordered = await rows(sql`
      select * from (select given_at, lag(given_at) over (partition by register_id order by number) as before from register_entry) e where given_at < before`)
    expect(disordered).toEqual([])
  })

  it('has the states that the rules derive from the steps', async () => {
    const wrong = await rows(sql`
      with before as materialized (select id, state, finished_at, finish_kind from document where travel = 'incoming' and state <> 'cancelled'),
           derived as materialized (select b.*, app.refresh_state(b.id) as said from before b)
      select id, state, said from derived b where state <> said or (state = 'finished') <> (finished_at is not null)
          or (state = 'finished') <> (finish_kind is not null and exists (select from event e where e.record_id = b.id and e.kind = 'document.finished'))`)
    expect(wrong).toEqual([])
  })

  it('tells of no delivery that the recipient does not know', async () => {
    const wrong = await rows(sql`
      select 'not registered there' as what, v.id::text from delivery v left join document d on d.id = v.incoming_id
       where v.channel = 'in-province' and v.status not in ('13', '15') and (v.status in ('03', '04', '05', '06')) <> (d.id is not null)
      union all select 'finished, not reported', v.status from delivery v join document d on d.id = v.incoming_id where d.state = 'finished' and v.status not in ('06', '13')
      union all select 'dated after it came', d.issued_on || ' ' || d.arrived_on || ' ' || d.type_code || ' ' || d.channel from document d where d.issued_on > d.arrived_on`)
    expect(wrong).toEqual([])
  })

  it('tells of no moment after its beginning', async () => {
    const columns = await rows(sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'timestamp with time zone' and table_name not in ('installation', 'migration')`)
    expect(columns.length).toBeGreaterThan(80)
    // What the database itself dates at loading is of the loading's moment, not of the story's.
    const ahead = sql.join(
      columns.map(
        ({ table, column }) =>
          sql`select ${`${table}.${column}`} as what, count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)} > ${began} and ${sql.ref(column)} not between ${testBegan} and clock_timestamp()`,
      ),
      sql` union all `,
    )
    expect(await rows(sql`select * from (${ahead}) as a (what, n) where n > 0`)).toEqual([])
    const [dated] = await rows(
      sql`select max(arrived_on)::text as arrived, max(issued_on)::text as issued from document`,
    )
    expect(dated).toEqual({ arrived: '2026-11-20', issued: '2026-11-20' })
  })

  it('lets the bell ring in the order in which things happened', async () => {
    const due = await rows(sql<{ ordered: boolean }>`
      select d.at = e.at as ordered from notification_due d join event e on e.id = d.event_id`)
    expect(due.length).toBeGreaterThan(0)
    expect(due.filter((one) => !one.ordered)).toEqual([])
  })

  it('gives what was issued the code by which anybody can ask whether it is genuine, and nothing else', async () => {
    const wrong = await rows(sql`
      select 'none' as what, d.symbol from document d join document_file f on f.document_id = d.id and f.role = 'main'
       where d.travel <> 'incoming' and d.state = 'issued' and f.name not like '%-scan.pdf'
         and f.version_no = (select max(g.version_no) from document_file g where g.document_id = d.id)
         and not exists (select from verification_code c where c.document_id = d.id)
      union all select 'not issued', d.state from verification_code c join document d on d.id = c.document_id
       where d.travel = 'incoming' or d.state not in ('issued', 'recalled', 'replaced')`)
    expect(wrong).toEqual([])
    expect((await rows(sql`select from verification_code`)).length).toBeGreaterThan(0)
  })

  it('leaves no agency without clerk, leader and working people', async () => {
    const bare = await rows(sql`
      select u.name from unit_now u where u.is_agency and not (
        exists (select from position q join appointment a on a.position_id = q.id where q.agency_id = u.id and q.capabilities @> '{register,issue}')
        and exists (select from position q join appointment a on a.position_id = q.id where q.unit_id = u.id and q.leads)
        and exists (select from position q join appointment a on a.position_id = q.id where q.agency_id = u.id and q.capabilities = '{draft}'))`)
    expect(bare).toEqual([])
    expect(await rows(sql`select 1 from unit_now where kind in ('commune', 'ward')`)).toHaveLength(99)
    expect(
      await rows(
        sql`select abbreviation, agency_id, parent_id from unit_now where kind <> 'committee' group by 1, 2, 3 having count(*) > 1 and abbreviation <> 'UBND'`,
      ),
    ).toEqual([])
  })

  it('fills the lists of every role, and shows the administrator nothing', async () => {
    for (const role of demonstrationRoles) {
      const [one] = await rows(sql<{ personId: string; positionId: string }>`
        select p.id as "personId", a.position_id as "positionId" from person p join appointment a on a.person_id = p.id where p.user_name = ${role.userName}`)
      if (!one) throw new Error(`nobody is ${role.userName}`)
      const seen = await asActor(database.app, one, async (tx) => {
        const { rows: found } = await sql<{ incoming: number; outgoing: number; tasks: number }>`
          select (select count(*)::int from document where travel = 'incoming') as incoming, (select count(*)::int from document where travel = 'outgoing') as outgoing,
                 (select count(*)::int from task) as tasks`.execute(tx)
        return found[0] ?? { incoming: 0, outgoing: 0, tasks: 0 }
      })
      if (role.key === 'administrator') expect(seen).toEqual({ incoming: 0, outgoing: 0, tasks: 0 })
      else if (role.key !== 'auditor') expect(seen.incoming, role.key).toBeGreaterThan(0)
      if (/specialist|head|director|chairman|chief/.test(role.key)) expect(seen.outgoing, role.key).toBeGreaterThan(0)
    }
  })

  it('has communes that are staffed unevenly: posts whose holders fit and miss something, vacant, doubled, and courses of every state', async () => {
    const chairman = await rows(sql<{ personId: string; positionId: string }>`
      select p.id as "personId", a.position_id as "positionId" from person p join appointment a on a.person_id = p.id where p.user_name = 'khaild'`)
    const [found] = await asActor(database.app, chairman[0]!, async (tx) => {
      const { rows: figures } = await sql<Record<string, number>>`
        with held as (select * from app.staffing('2026-11-23')),
             posts as (select position_id, fields, count(person_id) as holders, bool_or(known and (lacks_field or lacks_level or lacks <> '{}')) as misses,
                              bool_or(posts_held > 1) as several, max(main_holders) as mains from held group by 1, 2)
        select count(*) filter (where holders = 0)::int as vacant, count(*) filter (where misses)::int as misses, count(*) filter (where not misses and fields <> '{}')::int as fits,
               count(*) filter (where several)::int as several, count(*) filter (where mains > 1)::int as two,
               (select count(*)::int from course_place where outcome = 'passed') as passed, (select count(*)::int from course_place where outcome is null) as open,
               (select count(*)::int from unit_boundary b join unit_now u using (statistics_code)) as drawn
          from posts`.execute(tx)
      return figures
    })
    for (const one of ['vacant', 'misses', 'fits', 'several', 'two', 'open'] as const)
      expect(found?.[one], one).toBeGreaterThan(0)
    // A leader reads the records of those directly below alone.
    expect(found?.passed).toBe(0)
    expect(found?.drawn).toBe(99)
    expect(await rows(sql`select 1 from course_place where outcome = 'passed'`)).not.toHaveLength(0)
  })

  it('has classes of confidentiality with members and documents, openings of every state, and delegations with scopes', async () => {
    const [found] = await rows(sql<Record<string, number>>`
      select (select count(distinct agency_id)::int from confidentiality_class) as agencies,
        (select count(*)::int from confidentiality_class c where not exists (select from confidentiality_member m where m.class_id = c.id)) as empty,
        (select count(*)::int from record_class) as classed,
        (select count(*)::int from opening where withdrawn_at is null and last_day >= '2026-11-23') as open,
        (select count(*)::int from opening where withdrawn_at is null and last_day < '2026-11-23') as over,
        (select count(*)::int from opening where withdrawn_at is not null) as withdrawn,
        (select count(*)::int from delegation where scope_units <> '{}') as by_unit,
        (select count(*)::int from delegation where scope_types <> '{}') as by_type`)
    expect(found).toMatchObject({ empty: 0, by_unit: 1, by_type: 1 })
    expect(found?.agencies).toBeGreaterThanOrEqual(5)
    for (const name of ['classed', 'open', 'over', 'withdrawn']) expect(found?.[name], name).toBeGreaterThan(0)
    // The audience is what the database itself would have made of it: nobody sees by a group that does not belong, whoever is asked sees.
    const wrong = await rows(sql`
      select c.record_id from record_class c join audience a on a.record_id = c.record_id
       where a.reason in ('leader-above', 'clerk', 'opened') and exists (
         select from unit u where a.principal in (app.leaders_of(u.id), app.clerks_of(u.id), app.everyone_of(u.id)))
      union all
      select h.document_id from record_class c join handling h on h.document_id = c.record_id
       where h.state <> 'recalled' and h.delivery_id is null and not exists (select from audience a where a.record_id = h.document_id and a.principal = h.holder)
      union all
      select o.record_id from opening o where o.withdrawn_at is null and not exists (
        select from audience a where a.record_id = o.record_id and a.principal = o.principal and a.reason = 'opened-until')`)
    expect(wrong).toEqual([])
  })

  it('has tasks in time, late and of every state that lasts', async () => {
    const states = await rows(sql<{ state: string }>`select distinct state from task`)
    expect(states.map((row) => row.state)).toEqual(expect.arrayContaining(['accepted', 'closed', 'delivered']))
    const [late] = await rows(sql<{ open: number; closed: number; intime: number }>`
      select count(*) filter (where closed_at is null and due_on < '2026-11-23')::int as open, count(*) filter (where (delivered_at at time zone 'Asia/Ho_Chi_Minh')::date > due_on)::int as closed,
             count(*) filter (where (delivered_at at time zone 'Asia/Ho_Chi_Minh')::date <= due_on)::int as intime from task`)
    expect(late?.open).toBeGreaterThan(0)
    expect(late?.closed).toBeGreaterThan(0)
    expect(late?.intime).toBeGreaterThan(late?.closed ?? 0)
  })

  it('has documents in every state', async () => {
    const states = await rows(sql<{ state: string }>`select distinct state from document`)
    expect(states.map((row) => row.state).sort()).toEqual([...documentStates].sort())
  })

  it('keeps the published figures of the first seven months of 2025', async () => {
    const [report] = await rows(sql<{ n: number }>`
      select count(*)::int as n from page_text where text like '%131 nhiệm vụ%' and text like '%214 đề xuất%'`)
    expect(report?.n).toBeGreaterThan(0)
    const [licences] = await rows(sql<{
      licences: number
      declarations: number
      certificates: number
      technology: number
    }>`
      select count(*) filter (where abstract like '%cấp giấy phép tiến hành công việc bức xạ%')::int as licences, count(*) filter (where abstract like '%xác nhận khai báo%')::int as declarations,
             count(*) filter (where abstract like '%chứng chỉ nhân viên bức xạ%')::int as certificates, count(*) filter (where abstract like '%công nghệ lạc hậu%')::int as technology
        from document where travel = 'outgoing' and issued_on between '2025-07-01' and '2025-08-01' and state = 'issued'`)
    expect(licences).toEqual({ licences: 12, declarations: 4, certificates: 1, technology: 2 })
  })

  it('gives each document files that open and say what the register says', async () => {
    expect(
      await rows(
        sql`select id from document d where not exists (select from document_file f where f.document_id = d.id)`,
      ),
    ).toEqual([])
    const some = await rows(sql<{ sha256: string; symbol: string; pages: number }>`
      select f.sha256, d.symbol, d.page_count as pages from document d join document_file f on f.document_id = d.id and f.role = 'main' and f.media_type = 'application/pdf'
        and f.version_no = (select max(version_no) from document_file x where x.document_id = d.id) and f.name not like '%-scan.pdf'
       where d.symbol is not null order by md5(d.symbol) limit 24`)
    for (const { sha256, symbol, pages } of some) {
      const loading = getDocument({ data: new Uint8Array(stored.get(sha256) ?? []), verbosity: 0 })
      const pdf = await loading.promise
      expect(pdf.numPages).toBe(pages)
      const { items } = await (await pdf.getPage(1)).getTextContent()
      const text = items.map((item) => ('str' in item ? item.str : '')).join('')
      expect(text.replace(/\s/g, '')).toContain(symbol.replace(/\s/g, ''))
      await loading.destroy()
    }
  })
})
