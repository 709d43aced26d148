import { sql } from 'kysely'
import { clock } from '../clock.ts'
import { often } from './often.ts'
import type { Database, Tx } from './open.ts'

/** Who a session stands for; whether the person really holds the position is checked by the database at each request. */
export interface Standing {
  personId: string
  positionId: string
  /** Set where the person acts for another. */
  delegationId?: string | undefined
  /** Whether who asks proved not long ago who they are; only a session knows. */
  fresh?: boolean | undefined
}

/** A session's cookie, hashed: the database finds whom it stands for in the query that begins the transaction. */
export interface SessionProof {
  session: Buffer
}

/** Who asks, as the database confirmed it. */
export interface Actor {
  personId: string
  fullName: string
  language: 'vi' | 'en' | 'ur'
  positionId: string
  positionTitle: string
  unitId: string
  unitName: string
  agencyId: string
  agencyName: string
  /** The own agency and those it succeeds, whose records and registers are its own to read. What is new is the own agency's. */
  agencies: readonly string[]
  capabilities: readonly string[]
  leads: boolean
  /** The person represented, where acting by delegation. */
  actingFor: string | null
  actingForName: string | null
  /** The delegation by which, there. */
  delegationId: string | null
  /** False where what cannot be undone needs proof again of who asks; work that no session asks for is not asked. */
  fresh: boolean
  /** Names the request in events and logs. */
  requestId?: string | undefined
  /** What the same person's request with this key was answered before. */
  kept: KeptAnswer | null
}

/** The request an act comes from, as its event names it. */
export interface Asked {
  id: string
  /** The caller's address, as the program sees it. */
  address: string
  /** The Idempotency-Key of a creating request. */
  key?: string | undefined
}

/** What a creating request with the same key was answered. */
export interface KeptAnswer {
  route: string
  bodyHash: string
  answer: unknown
}

/** The person does not hold the position (any more), or their account is closed. */
export class NoStandingError extends Error {}

/**
 * Runs `work` in one transaction that carries who asks into PostgreSQL: every policy applies to all of it.
 * @throws NoStandingError
 */
export function asActor<T>(
  db: Database,
  who: Standing | SessionProof,
  work: (tx: Tx, actor: Actor) => Promise<T>,
  asked?: Asked,
): Promise<T> {
  return db.transaction().execute(async (tx) => work(tx, await actAs(tx, who, asked)))
}

/**
 * A reorganisation ended the post of who asks in the very moment: between two looks of one request, or while it waited to write (`app.check_actor`).
 * Nothing of what was begun holds.
 */
export const postHasEnded = (error: unknown): boolean =>
  error instanceof NoStandingError || (error as { code?: string }).code === 'MB002'

/**
 * The same for background work, which may come long after it was asked for: in the post that follows, where the one in which it was asked has ended.
 * @throws NoStandingError
 */
export async function asWhoAsked<T>(
  { app, worker }: { app: Database; worker: Database },
  who: Standing,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<T> {
  return asActor(app, who, work).catch(async (error) => {
    if (!postHasEnded(error)) throw error
    const { rows } = await sql<{
      id: string
    }>`select app.successor_of_post(${who.positionId}, ${clock.today()}::date) as id`.execute(worker)
    const positionId = rows[0]?.id ?? who.positionId
    if (positionId === who.positionId) throw error
    return asActor(app, { ...who, positionId }, work)
  })
}

/** Sets who asks in a transaction that is already open. Runs first in it. */
export async function actAs(tx: Tx, who: Standing | SessionProof, asked?: Asked): Promise<Actor> {
  const moment = clock.fixed()?.toISOString() ?? null
  const actor =
    'session' in who
      ? sql`app.act_as_session(${who.session}, ${moment})`
      : sql`app.act_as(${who.personId}, ${who.positionId}, ${who.delegationId ?? null}, ${moment})`
  // The answer kept is read in the same statement, after it has become known who asks: a join might read it before. Without a key the empty one is asked
  // for, which nothing has: for null PostgreSQL would make a plan of its own each time.
  const { rows } = await sql<Row>`${often}
    select a.*, set_config('app.address', ${asked?.address ?? ''}, true), app.agencies() as agencies,
           app.delegation() as delegation_id, app.kept_answer(a.person_id, ${asked?.key ?? ''}) as kept
      from ${actor} a`.execute(tx)
  const row = rows[0]
  if (!row) throw new NoStandingError('the person does not hold this position')
  return {
    personId: row.person_id,
    fullName: row.full_name,
    language: row.language,
    positionId: row.position_id,
    positionTitle: row.position_title,
    unitId: row.unit_id,
    unitName: row.unit_name,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    agencies: row.agencies,
    capabilities: row.capabilities,
    leads: row.leads,
    actingFor: row.acting_for,
    actingForName: row.acting_for_name,
    delegationId: row.delegation_id,
    fresh: row.fresh ?? ('session' in who || (who.fresh ?? true)),
    requestId: asked?.id,
    kept: row.kept,
  }
}

interface Row {
  person_id: string
  full_name: string
  language: 'vi' | 'en' | 'ur'
  position_id: string
  position_title: string
  unit_id: string
  unit_name: string
  agency_id: string
  agency_name: string
  agencies: string[]
  capabilities: string[]
  leads: boolean
  acting_for: string | null
  acting_for_name: string | null
  kept: KeptAnswer | null
  delegation_id: string | null
  /** Only from a session. */
  fresh?: boolean
}
