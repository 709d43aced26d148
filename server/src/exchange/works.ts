import { sql } from 'kysely'
import type { Works } from '../platform/http/index.ts'
import type { SigningKey } from '../signing/index.ts'
import { openMessageKey } from './messages/message-key.ts'
import { takeIn } from './receiving/take-in.ts'
import { sendWaiting } from './sending/send-waiting.ts'
import { type OpenedWay, openWays } from './ways/open-ways.ts'
import { WayError } from './ways/way.ts'

/** Sends what waits and fetches what waits elsewhere, in one process at a time. */
export function exchangeWorks(works: Works): void {
  const ways = openWays(works)
  let key: Promise<SigningKey> | null = null
  works.jobs.eachSeconds('exchange.send', 2, async () => {
    const { messageKey } = works
    if (!messageKey) return
    key ??= openMessageKey(messageKey).catch((error) => {
      key = null
      throw error
    })
    await sendWaiting({ ...works, key: await key }, () => ways.all())
  })
  works.jobs.eachSeconds('exchange.fetch', 10, async () => {
    for (const one of await ways.all()) await fetchOne(works, one)
  })
}

/** Fetches over one way; where it does not answer the others are not kept waiting, and the screen says since when. */
async function fetchOne(works: Works, one: OpenedWay): Promise<void> {
  if (!one.way.fetch) return
  try {
    const fetched = await one.way.fetch(async (bytes) =>
      takeIn(works, { ...(await works.files.put(bytes)), wayId: one.id }),
    )
    await sql`update exchange_way set fetched = ${JSON.stringify(fetched)}::jsonb, good_at = now(), bad_since = null, last_error = null, told_at = null where id = ${one.id}`.execute(
      works.worker,
    )
  } catch (error) {
    const why =
      error instanceof WayError
        ? { code: error.code, values: error.values }
        : { code: 'exchange.program-error', values: { said: (error as Error).message } }
    await sql`update exchange_way set bad_since = coalesce(bad_since, now()), last_error = ${JSON.stringify(why)}::jsonb where id = ${one.id}`.execute(
      works.worker,
    )
  }
}
