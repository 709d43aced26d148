import {
  type DispatchFacts,
  type Duplicate,
  type IncomingFacts,
  incomingFacts,
  offeredBySender,
  type RegisteredMany,
} from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, often, type Tx } from '../../platform/database/index.ts'
import { type Language, RefusalError, refuse, sentence } from '../../platform/http/index.ts'
import { eachOnce } from './find-duplicates.ts'
import { checkDates, type Suggested, told, unitsAbove } from './register-incoming.ts'

/** An arrival that waits, locked, with what it might be the same as. */
interface Waiting {
  deliveryId: string
  channel: string
  facts: DispatchFacts
  files: { sha256: string; name: string; mediaType: string; role: string }[]
  mainFile: string | null
  typeKnown: boolean
  /** Issuer, symbol and day as duplicates are compared. */
  sameAs: string | null
  duplicates: Duplicate[]
}
/** One that is registered now. */
interface Taken {
  waiting: Waiting
  documentId: string
  facts: IncomingFacts
}
interface Refused {
  deliveryId: string
  facts: DispatchFacts | null
  error: RefusalError
}

/**
 * Registers many arrivals in one act, with the facts that their senders gave, in the order in which they are named: each gets the next number of the book. What
 * is not to be registered unseen (it may be registered already, or its facts are not those of the law's register) is answered with the reason and waits on.
 * @throws register.closed
 */
export async function registerArrivals(
  tx: Tx,
  actor: Actor,
  input: { deliveryIds: string[]; duplicatesSeen: boolean },
  language: Language,
): Promise<RegisteredMany> {
  const ids = [...new Set(input.deliveryIds)]
  const found = new Map((await lockWaiting(tx, ids, input.duplicatesSeen)).map((one) => [one.deliveryId, one]))
  const { taken, refused } = sort(ids, found, input.duplicatesSeen)
  const year = Number(clock.today().slice(0, 4))
  const first = taken.length > 0 ? await write(tx, actor, taken, year) : 0
  const registered = taken.map(({ waiting, documentId }, n) => ({
    deliveryId: waiting.deliveryId,
    documentId,
    symbol: waiting.facts.symbol,
    number: first + n,
    year,
  }))
  return {
    registered,
    refused: refused.map(({ deliveryId, facts, error }) => ({
      deliveryId,
      symbol: facts?.symbol ?? '',
      abstract: facts?.abstract ?? '',
      code: error.code,
      because: sentence(error.code, error.values, language),
      duplicates: (error.values.duplicates as Duplicate[] | undefined) ?? [],
    })),
  }
}

/** What waits of these, in one order so that of two clerks none waits for the other in a circle. */
async function lockWaiting(tx: Tx, ids: string[], duplicatesSeen: boolean): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`${often}
    with mine as materialized (
      select y.id, y.dispatch_id, y.channel from delivery y
       where y.id = any (${ids}::uuid[]) and y.recipient_agency_id = any ((select app.agencies())::uuid[]) and y.incoming_id is null and y.status = '01'
       order by y.id for update)
    select y.id as "deliveryId", y.channel, s.facts, f.files, f.main as "mainFile",
      exists (select from document_type t where t.code = s.facts ->> 'typeCode') as "typeKnown",
      case when s.facts ->> 'symbol' <> '' then concat_ws('|', replace(app.word_line(s.facts ->> 'issuerName'), ' ', ''), app.compact_symbol(s.facts ->> 'symbol'),
        s.facts ->> 'issuedOn') end as "sameAs",
      case when ${duplicatesSeen} then '[]'
           else coalesce((select jsonb_agg(d) from app.duplicates_of(s.facts ->> 'issuerName', s.facts ->> 'symbol', (s.facts ->> 'issuedOn')::date, array[f.main]) d), '[]')
       end as duplicates
      from mine y
      -- Each by its key: a join would ask the policies about everything that was ever sent.
      cross join lateral (select s.facts from dispatch s where s.id = y.dispatch_id offset 0) s
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('sha256', f.sha256, 'name', f.name, 'mediaType', f.media_type, 'role', f.role) order by f.ordinal), '[]') as files,
            min(f.sha256) filter (where f.role = 'main') as main
          from (select * from dispatch_file f where f.dispatch_id = y.dispatch_id offset 0) f) f`.execute(tx)
  return rows
}

/** Those that are registered, and why the others are not. */
function sort(
  ids: string[],
  found: Map<string, Waiting>,
  duplicatesSeen: boolean,
): { taken: Taken[]; refused: Refused[] } {
  const [taken, refused]: [Taken[], Refused[]] = [[], []]
  for (const deliveryId of ids) {
    const waiting = found.get(deliveryId)
    try {
      if (!waiting) throw refuse('document.arrival-gone')
      const facts = factsOf(waiting)
      if (!duplicatesSeen) checkAlike(waiting, taken)
      taken.push({ waiting, documentId: newId(), facts })
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      refused.push({ deliveryId, facts: waiting?.facts ?? null, error })
    }
  }
  return { taken, refused }
}

/** As the form has it when the clerk opens the arrival and registers it as it is. @throws document.register-by-itself, document.date-impossible */
function factsOf({ facts, typeKnown }: Waiting): IncomingFacts {
  const { answers: _, direction: __, directedBy: ___, ...given } = facts
  const read = incomingFacts.safeParse({ ...given, arrivedOn: clock.today(), copies: 1 })
  const field = read.success ? (typeKnown ? null : 'typeCode') : String(read.error.issues[0]?.path[0] ?? '')
  if (!read.success || field) throw refuse('document.register-by-itself', { field })
  checkDates(read.data)
  return read.data
}

/** What may be registered already is looked at by a person first. @throws document.already-registered, document.twice-among-chosen */
function checkAlike(waiting: Waiting, taken: Taken[]): void {
  const duplicates = eachOnce(waiting.duplicates)
  if (duplicates.length > 0)
    throw refuse('document.already-registered', { number: duplicates[0]?.number ?? '—', duplicates })
  const twin = taken.find(
    ({ waiting: other }) =>
      (waiting.sameAs !== null && waiting.sameAs === other.sameAs) ||
      (waiting.mainFile !== null && waiting.mainFile === other.mainFile),
  )
  if (twin)
    throw refuse('document.twice-among-chosen', { symbol: twin.waiting.facts.symbol || twin.waiting.facts.abstract })
}

/** What the sender gave was taken over as it is. */
const sentFacts = (facts: IncomingFacts): Suggested =>
  Object.fromEntries(offeredBySender.flatMap((field) => (facts[field] ? [[field, 'accepted']] : [])))

/** Writes all of them in one statement (`app.register_arrivals`); the first number. */
async function write(tx: Tx, actor: Actor, taken: Taken[], year: number): Promise<number> {
  const items = taken.map(({ waiting, documentId, facts }) => ({
    documentId,
    deliveryId: waiting.deliveryId,
    requestId: actor.requestId,
    channel: waiting.channel,
    files: waiting.files,
    facts,
    data: told(facts, year, waiting.files, sentFacts(facts)),
  }))
  const { rows } = await sql<{ first: number }>`${often}
    select app.register_arrivals(${clock.now().toISOString()}, ${year}, ${JSON.stringify(items)}, string_to_array(${unitsAbove(actor)}, ',')::uuid[]) as first`
    .execute(tx)
    .catch((error: { code?: string }) => {
      throw error.code === 'MB001' ? refuse('register.closed') : error
    })
  return rows[0]?.first ?? 0
}
