import { sql } from 'kysely'
import type pg from 'pg'

const mark = '/* posted */ '

/**
 * Begins a statement whose answer nobody reads. It travels with the next that somebody reads, at the latest with the commit, so that no way to the database
 * and back is made for it alone; where it fails, that one fails with its error.
 */
export const posted = sql.raw(mark)

const nothing = { command: '', rowCount: 0, rows: [] }

/** Lets statements of a connection travel together: a transaction's begin with its first statement, posted ones with the next. */
export function sendTogether(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (text: unknown, ...rest: unknown[]) => Promise<unknown>
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
  let waiting: unknown[][] = []
  const post = (...asked: unknown[]) => {
    waiting.push(asked)
    return Promise.resolve(nothing)
  }
  client.query = ((text: unknown, ...rest: unknown[]) => {
    if (text === 'begin') return post(text)
    if (typeof text === 'string' && text.startsWith(mark)) return post(text.slice(mark.length), ...rest)
    const [first] = waiting
    if (!first) return query(text, ...rest)
    const together = waiting
    waiting = []
    // A transaction of which nothing was sent yet has not begun; what is undone need not be done.
    const begun = first[0] !== 'begin'
    if (text === 'rollback') return begun ? query(text) : Promise.resolve(nothing)
    if (text === 'commit' && !begun && together.length === 1) return Promise.resolve(nothing)
    stream.cork()
    const answers = [...together, [text, ...rest]].map(([asked, ...values]) => query(asked, ...values))
    stream.uncork()
    return inOrder(answers)
  }) as typeof client.query
}

/** The last answer, or the first failure: what follows a failure fails only because of it. */
async function inOrder(answers: Promise<unknown>[]): Promise<unknown> {
  const settled = await Promise.allSettled(answers)
  const failed = settled.find((answer) => answer.status === 'rejected')
  if (failed) throw failed.reason
  return answers.at(-1)
}
