import { sql as query } from 'kysely'
import { asActor, posted, type Tx } from '../../server/src/platform/database/index.ts'
import type { Bench } from '../bench.ts'
import { inTurns, median, percentile, type Row, rounded, time } from '../measure.ts'
import { signIn } from '../program.ts'
import { pages } from './pages.ts'

/** Desk and first page of a list under the policies, beside the same queries by a superuser without them; and how long an answer takes over HTTP. */
export async function list({ asking, app, owner, sql, program }: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, who] of Object.entries(asking)) {
    const [cookie = ''] = await signIn(sql, [who])
    for (const [page, { address, make }] of Object.entries(pages)) {
      const times = await inTurns(
        60,
        () => asActor(app, who, make),
        () => asActor(owner, who, (tx) => withoutScope(tx).then(() => make(tx))),
      )
      const ours = median(times.ours)
      const compared = median(times.compared)
      rows.push({
        id: 'list',
        what: `${page}, ${name}: query`,
        ours: rounded(ours),
        compared: rounded(compared),
        unit: 'ms',
        ratio: rounded(ours / compared),
        goal: '≤ 1.5 × without policies',
        holds: ours / compared <= 1.5,
      })
      rows.push(await overHttp(program, `${page}, ${name}: p95 over HTTP`, 'list', cookie, address, 50))
    }
  }
  return rows
}

/** A superuser is held by no delegation either; a page that asks for its scope by itself must not. */
const withoutScope = (tx: Tx) =>
  query`${posted}select set_config('app.scoped', '', true), set_config('app.scope_types', '', true), set_config('app.scope_principals', '', true)`.execute(
    tx,
  )

/** The 95th of a hundred answers, one after the other, with HTTP and JSON on both sides: more than the time in the server alone. */
export async function overHttp(
  program: Bench['program'],
  what: string,
  id: string,
  cookie: string,
  address: string,
  most: number,
): Promise<Row> {
  const times: number[] = []
  for (let n = 0; n < 160; n++) {
    const took = await time(async () => {
      const status = await program.ask(cookie, 'GET', address)
      if (status !== 200) throw new Error(`${address}: ${status}`)
    })
    if (n >= 10) times.push(took)
  }
  const p95 = percentile(times, 0.95)
  return {
    id,
    what,
    ours: rounded(p95),
    compared: most,
    unit: 'ms',
    ratio: rounded(p95 / most),
    goal: `≤ ${most} ms`,
    holds: p95 <= most,
  }
}
