import { searchDocuments } from '../../server/src/documents/search/search-documents.ts'
import { asActor, type Tx } from '../../server/src/platform/database/index.ts'
import type { Bench } from '../bench.ts'
import { inTurns, median, type Row, rounded } from '../measure.ts'
import { signIn } from '../program.ts'
import { queries } from '../texts.ts'
import { overHttp } from './list.ts'

/** Two words among all documents, rare and very frequent, under the policies and by a superuser without them. */
export async function search({ asking, app, owner, sql, program }: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, who] of Object.entries(asking)) {
    const [cookie = ''] = await signIn(sql, [who])
    for (const [how, q] of Object.entries(queries)) {
      const make = (tx: Tx) => searchDocuments(tx, { q })
      const times = await inTurns(
        25,
        () => asActor(app, who, make),
        () => asActor(owner, who, make),
      )
      const ours = median(times.ours)
      const compared = median(times.compared)
      rows.push({
        id: 'search',
        what: `${how} words, ${name}: query`,
        ours: rounded(ours),
        compared: rounded(compared),
        unit: 'ms',
        ratio: rounded(ours / compared),
        goal: '≤ 2 × without policies',
        holds: ours / compared <= 2,
      })
      const address = `/api/search?${new URLSearchParams({ q })}`
      rows.push(await overHttp(program, `${how} words, ${name}: p95 over HTTP`, 'search', cookie, address, 150))
    }
  }
  return rows
}
