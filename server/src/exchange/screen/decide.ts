import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readKept } from './read-one.ts'

/** What the registry decides of a message that did not go. What went meanwhile stays as it is. @throws request.not-found, document.act-not-now */
export async function decide(
  tx: Tx,
  actor: Actor,
  id: string,
  act: 'resend' | 'otherwise',
  note = '',
): Promise<{ state: string }> {
  const { kept } = await readKept(tx, id)
  if (kept.direction !== 'out') throw refuse('request.not-found')
  const { rows } = await sql<{ did: string }>`select app.decide_message(${id}, ${act}, ${note}) as did`.execute(tx)
  if (rows[0]?.did !== act) throw refuse('exchange.settled-already')
  await record(tx, actor, {
    kind: act === 'resend' ? 'exchange.sent-again' : 'exchange.sent-otherwise',
    ...(kept.documentId
      ? { recordId: kept.documentId, recordList: kept.business === 'status' ? 'incoming' : 'outgoing' }
      : {}),
    data: { messageId: id, recipient: kept.partnerName, symbol: kept.symbol, note },
  })
  return { state: act === 'resend' ? 'waiting' : 'otherwise' }
}
