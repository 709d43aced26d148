import { sql } from 'kysely'
import type pg from 'pg'

const mark = '/* posted */ '
const lastMark = '/* last */ '

/**
 * Begins a statement whose answer nobody reads. It travels with the next that somebody reads, at the latest with the commit, so that no way to the database
 * and back is made for it alone; where it fails, that one fails with its error.
 */
export const posted = sql.raw(mark)

/**
 * Begins the last statement of a transaction: it travels with the commit, so that what it locks is held no longer than the database itself takes. Its answer
 * is read as ever, but whoever has it can no longer refuse, and asks nothing more in this transaction.
 */
export const last = sql.raw(lastMark)

const nothing = { command: '', rowCount: 0, rows: [] }

/** Lets statements of a connection travel together: a transaction's begin with its first statement, posted ones with the next. */
export function sendTogether(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (text: unknown, ...rest: unknown[]) => Promise<unknown>
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
  let waiting: unknown[][] = []
  let ending: Promise<unknown> | null = null
  const together = (asked: unknown[][]) => {
    waiting = []
    stream.cork()
    const answers = asked.map(([text, ...values]) => query(text, ...values))
    stream.uncork()
    return answers
  }
  const post = (...asked: unknown[]) => {
    waiting.push(asked)
    return Promise.resolve(nothing)
  }
  client.query = ((text: unknown, ...rest: unknown[]) => {
    if (text === 'begin') return post(text)
    if (ending) {
      const ended = ending
      // Where the last statement failed, the commit undid all of it.
      if (text === 'commit' || text === 'rollback') ending = null
      if (text === 'commit') return ended
      return text === 'rollback'
        ? Promise.resolve(nothing)
        : Promise.reject(new Error('asked after the last statement'))
    }
    if (typeof text === 'string' && text.startsWith(lastMark)) {
      const asked = [...waiting, [text.slice(lastMark.length), ...rest]]
      // What cannot be sent would be missing from what is committed.
      if (!asked.every(([, values]) => [values].flat().every(isSent)))
        return Promise.reject(new Error('only plain values travel with a commit'))
      const answers = together([...asked, ['commit']])
      ending = answers.pop() as Promise<unknown>
      ending.catch(() => {})
      return inOrder(answers)
    }
    if (typeof text === 'string' && text.startsWith(mark)) return post(text.slice(mark.length), ...rest)
    const [first] = waiting
    if (!first) return query(text, ...rest)
    // A transaction of which nothing was sent yet has not begun; what is undone need not be done.
    const begun = first[0] !== 'begin'
    if (text === 'rollback') {
      waiting = []
      return begun ? query(text) : Promise.resolve(nothing)
    }
    if (text === 'commit' && !begun && waiting.length === 1) {
      waiting = []
      return Promise.resolve(nothing)
    }
    return inOrder(together([...waiting, [text, ...rest]]))
  }) as typeof client.query
}

const isSent = (value: unknown) => value === null || typeof value !== 'object' || Buffer.isBuffer(value)

/** The last answer, or the first failure: what follows a failure fails only because of it. */
async function inOrder(answers: Promise<unknown>[]): Promise<unknown> {
  const settled = await Promise.allSettled(answers)
  const failed = settled.find((answer) => answer.status === 'rejected')
  if (failed) throw failed.reason
  return answers.at(-1)
}
