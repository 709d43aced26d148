import { newId } from '../../server/src/platform/database/index.ts'
import type { Bench } from '../bench.ts'
import { percentile, type Row, rounded } from '../measure.ts'
import { signIn } from '../program.ts'
import type { Post } from '../province.ts'

/** The people's committee, twenty departments and the 335 communes of two provinces before they were merged. */
export const agencyCount = 1 + 20 + 335
const communesAfter = 99
/** Two open tasks for ten documents: 200,000 beside a million. */
const tasksPerDocument = 0.2

/**
 * 335 communes become 99, with their divisions, people and everything open: how long the check takes, how long carrying it out, and what readers wait for
 * meanwhile.
 */
export async function reorganise(bench: Bench): Promise<Row[]> {
  const { sql, province } = bench
  const tasks = Math.round(bench.documents * tasksPerDocument)
  await openDocuments(bench)
  await loadTasks(bench, tasks)
  const administrator = await addAdministrator(bench)
  const [cookie = ''] = await signIn(sql, [administrator])
  const plan = await loadPlan(bench, administrator)
  const commune = province.agencies.at(-1)
  const readers = await signIn(sql, [
    province.asking.specialist,
    province.asking.head,
    province.asking.chairman,
    commune?.leader ?? administrator,
  ])

  const before = await readWhile(bench, readers, new Promise((done) => setTimeout(done, 10_000)))
  const check = await timed(async () => {
    await must(bench.program.ask(cookie, 'POST', `/api/reorganisations/${plan}/check`, { version: 1 }))
    await until(bench, plan, "check_state in ('done', 'failed')")
  })
  const { rows: open } = await sql.query(
    `select count(*)::int as n from reorganisation_question where reorganisation_id = $1 and weight = 'must'`,
    [plan],
  )
  if (open[0].n > 0) throw new Error(`${open[0].n} questions stay open`)
  let seconds = 0
  const carryingOut = (async () => {
    seconds = await timed(async () => {
      await must(bench.program.ask(cookie, 'POST', `/api/reorganisations/${plan}/carry-out`, { version: 1 }))
      await until(bench, plan, "state <> 'carrying-out'")
    })
  })()
  const during = await readWhile(bench, readers, carryingOut)
  await carryingOut
  const { rows } = await sql.query('select state, failure, outcome from reorganisation where id = $1', [plan])
  if (rows[0].state !== 'done') throw new Error(JSON.stringify(rows[0]))
  console.error(JSON.stringify(rows[0].outcome))
  const row = (
    what: string,
    ours: number,
    compared: number | null,
    unit: string,
    goal: string,
    holds: boolean,
  ): Row => ({
    id: 'reorganisation',
    what,
    ours: rounded(ours),
    compared: compared === null ? null : rounded(compared),
    unit,
    ratio: compared === null ? null : rounded(ours / compared),
    goal,
    holds,
  })
  const p95 = percentile(during, 0.95)
  return [
    row(
      `check: ${agencyCount - 21} communes, ${bench.documents} documents, ${tasks} open tasks`,
      check,
      null,
      's',
      '< 60 s',
      check < 60,
    ),
    row('carrying out', seconds, null, 's', '< 120 s', seconds < 120),
    row('readers meanwhile, p95, beside before', p95, percentile(before, 0.95), 'ms', '≤ 250 ms', p95 <= 250),
    row(
      'the slowest reader meanwhile',
      Math.max(...during),
      Math.max(...before),
      'ms',
      '≤ 3,000 ms',
      Math.max(...during) <= 3000,
    ),
  ]
}

/** Open tasks of the communes' specialists, given by their leaders, in the shape in which the program writes them. */
async function loadTasks({ sql }: Bench, count: number): Promise<void> {
  await sql.query('begin')
  await sql.query('set local session_replication_role = replica')
  await sql.query(
    `create temp table bench_task on commit drop as
     select app.new_id() as id, now() - n * interval '10 seconds' as at, p.*, a.leader_position, a.leader_person
       from generate_series(1, $1::int) n
       join (select *, row_number() over () - 1 as r, count(*) over () as all_of_them from bench_post where agency > 20) p on p.r = n % p.all_of_them
       join bench_agency a on a.agency = p.agency`,
    [count],
  )
  await sql.query(`
    insert into task (id, agency_id, title, state, due_on, origin, lead_unit_id, lead_agency_id, lead_position_id, lead_person_id, holder, assigned_by,
      assigned_position, accepted_at, created_at, listed_at)
    select id, agency_id, 'Báo cáo kết quả thực hiện', 'accepted', current_date + 10, 'own', division_id, agency_id, position_id, person_id, position_id, leader_person,
      leader_position, at, at, at from bench_task`)
  await sql.query(`
    insert into audience (record_id, principal, list, reason, at)
    select t.id, g.principal, 'task', g.reason, t.at from bench_task t cross join lateral (values
      (t.position_id, 'assigned'), (t.person_id, 'assigned'), (app.leaders_of(t.division_id), 'leader-above'), (app.leaders_of(t.agency_id), 'leader-above'),
      (t.leader_position, 'directs'), (t.leader_person, 'directs')) g (principal, reason) on conflict do nothing`)
  await sql.query('commit')
  await sql.query('vacuum (analyze) task, audience')
}

/** One of thirty of the communes' documents is still being worked on. */
async function openDocuments({ sql }: Bench): Promise<void> {
  await sql.query('begin')
  await sql.query('set local session_replication_role = replica')
  await sql.query(`
    create temp table bench_open on commit drop as
    select d.id from document d join bench_agency a on a.agency_id = d.agency_id and a.agency > 20 where d.travel = 'incoming' and hashtext(d.id::text) % 30 = 0`)
  await sql.query(`
    update handling h set state = 'accepted', ended_at = null from bench_open o where o.id = h.document_id and h.role = 'lead'`)
  await sql.query(`
    update document d set state = 'processing', finished_at = null, finish_kind = null from bench_open o where o.id = d.id`)
  await sql.query('commit')
}

async function addAdministrator({ sql, province }: Bench): Promise<Post> {
  const post = { personId: newId(), positionId: newId() }
  const agency = province.agencies[0]?.id
  await sql.query(`insert into person (id, full_name, user_name) values ($1, 'Quản trị', 'bench-admin')`, [
    post.personId,
  ])
  await sql.query(
    `insert into position (id, unit_id, agency_id, title, capabilities) values ($1, $2, $2, 'Quản trị hệ thống', '{administer}')`,
    [post.positionId, agency],
  )
  await sql.query(`insert into appointment (person_id, position_id, valid) values ($1, $2, '[2020-01-01,)')`, [
    post.personId,
    post.positionId,
  ])
  return post
}

/** 335 communes in order, three or four to a new one; who heads each follows from the plan's rule. */
async function loadPlan({ sql, province }: Bench, by: Post): Promise<string> {
  const plan = newId()
  const [top] = province.agencies
  const communes = province.agencies.slice(21)
  await sql.query(
    `insert into reorganisation (id, agency_id, title, basis, effective_on, old_codes_until, rules, created_by)
     values ($1, $2, 'Sắp xếp', 'Nghị quyết', app.today(), app.today() + 365, '{"heads": "of-main", "formerHeads": null}', $3)`,
    [plan, top?.id, by.personId],
  )
  const groups = Array.from({ length: communesAfter }, (_, n) => communes.filter((_, i) => i % communesAfter === n))
  const operations = groups.map((from, n) => ({
    kind: 'merge',
    from: from.map((one) => ({ unitId: one.id })),
    into: {
      new: {
        key: `xa-${n}`,
        name: `Ủy ban nhân dân xã Mới ${n}`,
        shortName: `xã Mới ${n}`,
        abbreviation: 'UBND',
        nameEn: `New commune ${n}`,
        exchangeCode: `N${n}`,
        kind: 'commune',
        isAgency: true,
        parent: { unitId: top?.id },
      },
    },
    fate: { registers: 'close', delegations: 'end', divisions: 'match' },
  }))
  await sql.query(
    `insert into reorganisation_operation (reorganisation_id, ordinal, data) select $1, n, d from unnest($2::jsonb[]) with ordinality t (d, n)`,
    [plan, operations.map((one) => JSON.stringify(one))],
  )
  return plan
}

/** Four readers who ask one after the other for their desk and their lists, until something has ended; how long each answer took. */
async function readWhile({ program }: Bench, cookies: string[], ending: Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  let ended = false
  void ending.finally(() => {
    ended = true
  })
  await Promise.all(
    cookies.map(async (cookie) => {
      for (let n = 0; !ended; n++) {
        const path = ['/api/documents/desk', '/api/documents', '/api/tasks'][n % 3] ?? ''
        const from = performance.now()
        const status = await program.ask(cookie, 'GET', path)
        times.push(performance.now() - from)
        // Who asked in the very moment in which their post ended asks again in the one that follows.
        if (status !== 200 && (await program.ask(cookie, 'GET', path)) !== 200) throw new Error(`${path}: ${status}`)
        await new Promise((done) => setTimeout(done, 100))
      }
    }),
  )
  return times
}

async function until({ sql }: Bench, plan: string, condition: string): Promise<void> {
  for (;;) {
    const { rows } = await sql.query(`select ${condition} as so from reorganisation where id = $1`, [plan])
    if (rows[0].so) return
    await new Promise((done) => setTimeout(done, 200))
  }
}

async function must(status: Promise<number>): Promise<void> {
  const got = await status
  if (got !== 200) throw new Error(`answered ${got}`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
