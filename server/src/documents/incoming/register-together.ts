import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, often, type Tx } from '../../platform/database/index.ts'
import { endDrafts } from '../begun/begun-drafts.ts'
import { checkFacts, inRoles, type Registration, told, unitsAbove } from './register-incoming.ts'

/**
 * Registers what one session brings at the same moment, each as `registerIncoming` does, in the order in which it came, all of it or nothing.
 * @throws where one of them would be refused, or may be the same as another
 */
export async function registerTogether(
  tx: Tx,
  actor: Actor,
  asked: { body: Registration; requestId: string }[],
): Promise<{ documentId: string; number: number; year: number }[]> {
  const year = Number(clock.today().slice(0, 4))
  const items = asked.map(({ body: { facts, files, duplicatesSeen, suggested }, requestId }) => {
    checkFacts(facts)
    return {
      documentId: newId(),
      channel: facts.channel,
      files: inRoles(files),
      facts,
      data: told(facts, year, files, suggested),
      requestId,
      unseen: !duplicatesSeen,
    }
  })
  await endDrafts(
    tx,
    'registration',
    asked.map(({ body }) => body.begunId),
  )
  const { rows } = await sql<{ first: number }>`${often}
    select app.register_together(${clock.now().toISOString()}, ${year}, ${JSON.stringify(items)}, string_to_array(${unitsAbove(actor)}, ',')::uuid[]) as first`.execute(
    tx,
  )
  const first = rows[0]?.first ?? 0
  return items.map(({ documentId }, n) => ({ documentId, number: first + n, year }))
}
