import type { Works } from '../platform/http/index.ts'
import type { SigningKey } from '../signing/index.ts'
import { openMessageKey } from './messages/message-key.ts'
import { noteFetched, noteUnfetched } from './receiving/note-fetch.ts'
import { takeIn } from './receiving/take-in.ts'
import { tellStray } from './receiving/tell-stray.ts'
import { sendWaiting } from './sending/send-waiting.ts'
import { type OpenedWay, openWays } from './ways/open-ways.ts'

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
    await Promise.all((await ways.all()).map((one) => fetchOne(works, one)))
  })
}

/** Fetches over one way; where it does not answer the others are not kept waiting, and the screen says since when. */
async function fetchOne(works: Works, { id, way }: OpenedWay): Promise<void> {
  if (!way.fetch) return
  const { worker, files } = works
  try {
    const fetched = await way.fetch(
      async (bytes) => takeIn(works, { ...(await files.put(bytes)), wayId: id, anybody: way.anybody }),
      (stray) => tellStray(worker, id, stray),
    )
    await noteFetched(worker, id, fetched)
  } catch (error) {
    await noteUnfetched(worker, id, error)
  }
}
