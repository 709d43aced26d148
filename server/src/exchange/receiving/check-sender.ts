import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { ReadMessage } from '../messages/read-message.ts'
import type { Brought } from './take-in.ts'

/** Who sends, as the directory knows them. */
export interface Sender {
  id: string
  code: string
  name: string
  wayId: string | null
}
/** With what is asked of their messages, and whether the certificate of the one at hand is theirs. */
export type FoundSender = Sender & { mustSign: boolean; known: boolean }

/** Whom the directory has today for a row `x` with the code that calls itself the `sender` and the `fingerprint` of the certificate, as JSON; null where nobody. */
export const foundSender = sql`(
  select jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name, 'wayId', o.way_id, 'mustSign', o.must_sign,
           'known', exists (select from outside_certificate c where c.outside_id = o.id and c.valid @> app.today() and c.fingerprint = x.fingerprint))
    from outside_agency o where o.code = x.sender and o.valid @> app.today())`

/** The same for one message alone. */
export async function findSender(db: Database, { message, signature }: ReadMessage): Promise<FoundSender | null> {
  const { rows } = await sql<{ sender: FoundSender | null }>`
    select ${foundSender} as sender from (values (${message.from.code}::text, ${signature.certificate?.fingerprint ?? ''}::text)) x (sender, fingerprint)`.execute(
    db,
  )
  return rows[0]?.sender ?? null
}

/** How far another system's clock may be ahead, and how old a message may be: one that was lost for a year is no news any more. */
const ahead = 15 * 60_000
const old = 366 * 86_400_000

/**
 * Whether a message is from whom it says: in the directory today, over the way by which they are reached, signed by a certificate of theirs where their
 * messages must be, and by a clock that is not wrong by more than a little.
 * @throws exchange.sender-unknown, exchange.sender-forged, exchange.signature-missing, exchange.signature-broken, exchange.clock-wrong
 */
export function checkSender(
  sender: FoundSender | null,
  { message, signature }: Pick<ReadMessage, 'message' | 'signature'>,
  brought: Pick<Brought, 'wayId' | 'anybody'>,
): Sender {
  const who = { sender: message.from.name || message.from.code, senderCode: message.from.code }
  if (!sender) throw refuse('exchange.sender-unknown', who)
  const wayId = brought.anybody ? null : brought.wayId
  if (wayId !== null && sender.wayId !== wayId) throw refuse('exchange.sender-forged', { ...who, because: 'way' })
  // What a person brings, or a mail, came over no way that vouches for the sender: the signature must.
  const mustSign = sender.mustSign || wayId === null
  if (signature.state === 'none' && mustSign) throw refuse('exchange.signature-missing', who)
  if (signature.state === 'broken' || (signature.state === 'unreadable' && mustSign))
    throw refuse('exchange.signature-broken', { ...who, element: signature.because ?? 'Signature' })
  const proven = signature.state === 'valid' || signature.state === 'weak'
  if (proven && mustSign && !sender.known)
    throw refuse('exchange.sender-forged', {
      ...who,
      because: 'certificate',
      subject: signature.certificate?.subject ?? '',
    })
  checkClock(message)
  return sender
}

function checkClock(message: ReadMessage['message']): void {
  const now = clock.now().getTime()
  const told = message.kind === 'status' ? [message.at] : message.trace.flatMap((one) => one.at ?? [])
  const element = message.kind === 'status' ? 'MessageHeader/Timestamp' : 'TraceHeaderList/TraceHeader/Timestamp'
  const wrong = told.find((at) => new Date(at).getTime() > now + ahead || new Date(at).getTime() < now - old)
  if (wrong) throw refuse('exchange.clock-wrong', { element, at: wrong, now: clock.now().toISOString() })
  // A document is not dated after the day on which it is sent.
  if (message.kind === 'document' && new Date(`${message.issuedOn}T00:00:00+07:00`).getTime() > now + ahead)
    throw refuse('exchange.clock-wrong', {
      element: 'PromulgationInfo/PromulgationDate',
      at: message.issuedOn,
      now: clock.now().toISOString(),
    })
}
