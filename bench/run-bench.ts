import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { readSettings } from '../server/src/platform/config/index.ts'
import { openDatabase, type Standing } from '../server/src/platform/database/index.ts'
import { openData, silent } from '../server/src/platform/start/index.ts'
import type { Bench } from './bench.ts'
import { appointDeputies } from './deputies.ts'
import { loadDocuments, prepareDocuments } from './load-documents.ts'
import type { Row } from './measure.ts'
import { startProgram } from './program.ts'
import { type BenchProvince, loadProvince } from './province.ts'
import { type Sql, sqlOf } from './sql.ts'
import { costOfPages, flat } from './works/flat.ts'
import { list } from './works/list.ts'
import { live } from './works/live.ts'
import { register, registering, registerOneBook } from './works/register.ts'
import { agencyCount, reorganise } from './works/reorganisation.ts'
import { search } from './works/search.ts'
import { trail } from './works/trail.ts'

const help = `npm run bench -- [--documents 1000000] [--people 5000] [--posts 20] [--only ID]
  ID: register, register-one-book, trail, list, search, flat, live, reorganisation
  exchange and exchange-proof have installations of their own, take --messages 10000, and run only when asked for.
  reorganisation has a province of its own, of 335 communes, and runs only when asked for.
  --posts asks the same as deputies as well, who hold so many posts and act by delegations with scopes, among openings, classes and successions.
  Needs an idle machine; the data is made in a temporary folder and removed.`
const works: Record<string, (bench: Bench) => Promise<Row[]>> = {
  list,
  search,
  register,
  'register-one-book': registerOneBook,
  trail,
  live,
}

/** Builds a province, measures each work beside what it is compared with, prints the table and writes bench/result.json. */
async function run(): Promise<Row[]> {
  const { values } = parseArgs({
    options: {
      documents: { type: 'string', default: '1000000' },
      people: { type: 'string', default: '5000' },
      posts: { type: 'string', default: '0' },
      messages: { type: 'string', default: '10000' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const alone = values.only === 'reorganisation'
  const exchanging = values.only === 'exchange' || values.only === 'exchange-proof'
  if (values.help || (values.only && values.only !== 'flat' && !alone && !exchanging && !works[values.only])) {
    console.log(help)
    return []
  }
  if (exchanging) {
    const count = Number(values.messages)
    const rows =
      values.only === 'exchange'
        ? await (await import('./works/exchange.ts')).exchange(count)
        : await (await import('./works/exchange-proof.ts')).exchangeProof(count)
    report(rows, { documents: count, people: 0 })
    return rows
  }
  const wanted = (id: string) => !values.only || values.only === id
  const folder = mkdtempSync(join(tmpdir(), 'mocban-bench-'))
  const data = await openData(readSettings({ MOCBAN_DATA: join(folder, 'data') }), silent, (what) =>
    console.error(what),
  )
  const closing: (() => Promise<unknown>)[] = [() => data.close()]
  try {
    const client = new pg.Client({ connectionString: data.ownerUrl })
    await client.connect()
    closing.push(() => client.end())
    const sql = sqlOf(client)
    const app = openDatabase({ url: data.appUrl, max: 4 })
    const owner = openDatabase({ url: data.ownerUrl, max: 4 })
    closing.push(
      () => app.destroy(),
      () => owner.destroy(),
    )
    const province = await step('people and agencies', () =>
      loadProvince(sql, Number(values.people), alone ? agencyCount : undefined),
    )
    await step('texts', () => prepareDocuments(sql, province))

    const documents = Number(values.documents)
    const sizes = wanted('flat')
      ? [10_000, 100_000, documents].filter((size, n, all) => size <= documents && all.indexOf(size) === n)
      : [documents]
    const costs: Map<string, number>[] = []
    let loaded = 0
    for (const size of sizes) {
      await step(`${size} documents`, () => loadDocuments(sql, loaded, size, documents))
      // The first pages that a process makes cost twice as much, at any size.
      if (loaded === 0 && wanted('flat')) await step('warm', () => costOfPages({ app, province }))
      loaded = size
      if (wanted('flat')) costs.push(await step('pages at this size', () => costOfPages({ app, province })))
    }
    const rows = wanted('flat') ? flat(sizes, costs) : []
    const chosen = Object.entries(alone ? { reorganisation: reorganise } : works).filter(([id]) => wanted(id))
    if (chosen.length > 0) {
      const program = await step('the program', () => startProgram(data.ownerUrl, data.folder))
      closing.push(() => program.stop())
      const posts = Number(values.posts)
      const deputies = posts > 0 ? await step('deputies', () => deputiesOf(sql, province, posts)) : noDeputies
      const asking = { ...province.asking, ...deputies.asking }
      const deputyClerks = deputies.clerks
      const bench: Bench = {
        documents,
        province,
        asking,
        deputyClerks,
        ownerUrl: data.ownerUrl,
        sql,
        app,
        owner,
        program,
      }
      for (const [id, work] of chosen) rows.push(...(await step(id, () => work(bench))))
    }
    report(rows, { documents, people: province.people.length })
    return rows
  } finally {
    for (const close of closing.reverse()) await close().catch((error) => console.error(String(error)))
    rmSync(folder, { recursive: true, force: true })
  }
}

const noDeputies = { asking: {} as Record<string, Standing>, clerks: [] as Standing[] }
/** Deputies of those who ask, and of the clerks of the agencies that register. */
async function deputiesOf(sql: Sql, province: BenchProvince, posts: number): Promise<typeof noDeputies> {
  const names = Object.keys(province.asking)
  const clerks = registering(province).map((agency) => agency.clerk)
  const deputies = await appointDeputies(sql, [...Object.values(province.asking), ...clerks], posts)
  const asking = Object.fromEntries(names.map((name, n) => [`deputy of the ${name}`, deputies[n] as Standing]))
  return { asking, clerks: deputies.slice(names.length) }
}

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const answer = await work()
  console.error(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
  return answer
}

function report(rows: Row[], sizes: { documents: number; people: number }): void {
  console.table(
    rows.map(({ id, what, ours, compared, unit, ratio, goal, holds }) => ({
      id,
      what,
      ours,
      compared,
      unit,
      ratio,
      goal,
      holds: holds ? 'yes' : 'NO',
    })),
  )
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`
  const result = { machine, when: new Date().toISOString(), ...sizes, rows }
  writeFileSync(fileURLToPath(new URL('result.json', import.meta.url)), `${JSON.stringify(result, null, 2)}\n`)
}

const rows = await run()
process.exitCode = rows.every((row) => row.holds) ? 0 : 1
