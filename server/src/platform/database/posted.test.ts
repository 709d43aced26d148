import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { last, posted, type Tx } from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await sql`create table note (n int primary key)`.execute(database.owner)
})
afterAll(() => database.drop())
beforeEach(() => sql`truncate note`.execute(database.owner))

const note = (tx: Tx, n: number) => sql`${posted}insert into note (n) values (${n})`.execute(tx)
const notes = async (tx: Tx = database.owner as Tx) =>
  (await sql<{ n: number }>`select n from note order by n`.execute(tx)).rows.map(({ n }) => n)
const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => database.owner.transaction().execute(work)

describe('a posted statement', () => {
  it('is done before the next statement, and at the latest by the commit', async () => {
    const seen = await inTransaction(async (tx) => {
      await note(tx, 1)
      await note(tx, 2)
      const seen = await notes(tx)
      await note(tx, 3)
      return seen
    })
    expect(seen).toEqual([1, 2])
    expect(await notes()).toEqual([1, 2, 3])
  })

  it('that fails makes the next statement fail with its error, or the commit, and nothing is done', async () => {
    const twice = async (tx: Tx) => {
      await note(tx, 1)
      await note(tx, 1)
    }
    const asked = inTransaction(async (tx) => {
      await twice(tx)
      return notes(tx)
    })
    await expect(asked).rejects.toMatchObject({ code: '23505', constraint: 'note_pkey' })
    await expect(inTransaction(twice)).rejects.toMatchObject({ code: '23505', constraint: 'note_pkey' })
    expect(await notes()).toEqual([])
  })

  it('is not done where the transaction is undone', async () => {
    const refused = inTransaction(async (tx) => {
      await notes(tx)
      await note(tx, 1)
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    expect(await notes()).toEqual([])
  })
})

describe('the last statement', () => {
  const lastly = async (tx: Tx, n: number) =>
    (await sql<{ n: number }>`${last}insert into note (n) values (${n}) returning n`.execute(tx)).rows[0]?.n

  it('is committed with all that was posted before, once it has answered and the work is over', async () => {
    const answer = await inTransaction(async (tx) => {
      await note(tx, 1)
      return lastly(tx, 2)
    })
    expect(answer).toBe(2)
    expect(await notes()).toEqual([1, 2])
  })

  it('that fails, or after one that failed, leaves nothing and says why', async () => {
    const failing = (first: number, second: number) =>
      inTransaction(async (tx) => {
        await notes(tx)
        await note(tx, 1)
        await note(tx, first)
        return lastly(tx, second)
      })
    await expect(failing(2, 1)).rejects.toMatchObject({ code: '23505' })
    await expect(failing(1, 2)).rejects.toMatchObject({ code: '23505' })
    expect(await notes()).toEqual([])
    // Nothing stays open on any connection.
    await Promise.all([5, 6, 7, 8].map((n) => inTransaction((tx) => lastly(tx, n))))
    expect(await notes()).toEqual([5, 6, 7, 8])
  })

  it('that the commit refuses fails the work', async () => {
    await sql`create table kept (n int unique deferrable initially deferred)`.execute(database.owner)
    const asked = inTransaction((tx) => sql`${last}insert into kept values (1), (1)`.execute(tx))
    await expect(asked).rejects.toMatchObject({ code: '23505', constraint: 'kept_n_key' })
    expect(await notes()).toEqual([])
  })

  it('is the last: what is asked after it, or cannot be sent with it, is refused', async () => {
    const asked = inTransaction(async (tx) => {
      await lastly(tx, 1)
      return notes(tx)
    })
    await expect(asked).rejects.toThrow('after the last statement')
    await expect(
      inTransaction(async (tx) => {
        await note(tx, 2)
        return sql`${last}select ${{ no: 'text' }}`.execute(tx)
      }),
    ).rejects.toThrow('plain values')
    expect(await notes()).toEqual([1])
  })
})

describe('a transaction', () => {
  it('without a statement never begins, ended either way, and leaves its connection free for the next', async () => {
    for (let n = 1; n <= 8; n++) {
      await inTransaction(async () => {})
      await expect(
        inTransaction((tx) => note(tx, n).then(() => Promise.reject(new Error('refused')))),
      ).rejects.toThrow()
      await inTransaction((tx) => note(tx, n))
    }
    expect((await notes()).length).toBe(8)
    const { rows } =
      await sql`select from pg_stat_activity where datname = current_database() and state like 'idle in%'`.execute(
        database.owner,
      )
    expect(rows).toEqual([])
  })
})
