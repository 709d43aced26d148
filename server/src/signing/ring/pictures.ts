import { needs, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

type Of = 'person' | 'agency'

/** The picture of one's signature, or of the agency's seal; null where none is set. */
export async function pictureOf(tx: Tx, actor: Actor, of: Of): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('signing_picture')
    .where(of === 'person' ? 'person_id' : 'agency_id', '=', of === 'person' ? actor.personId : actor.agencyId)
    .select('picture')
    .executeTakeFirst()
  return row?.picture ?? null
}

/** Sets it (Decree 30/2020, Appendix I: PNG, transparent; blue for a signature, red and of real size for a seal), or takes it away. @throws signing.not-a-picture */
export async function setPicture(
  tx: Tx,
  actor: Actor,
  input: { of: Of; picture: string | null },
): Promise<Record<string, never>> {
  if (input.of === 'agency') needs(actor, 'administer')
  const picture = input.picture === null ? null : Buffer.from(input.picture, 'base64')
  const png = picture?.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'
  if (picture && (!png || picture.length > 1_000_000)) throw refuse('signing.not-a-picture')
  const owner = input.of === 'person' ? { person_id: actor.personId } : { agency_id: actor.agencyId }
  await tx
    .deleteFrom('signing_picture')
    .where(input.of === 'person' ? 'person_id' : 'agency_id', '=', Object.values(owner)[0] as string)
    .execute()
  if (picture)
    await tx
      .insertInto('signing_picture')
      .values({ ...owner, picture })
      .execute()
  await record(tx, actor, { kind: 'signing.picture-set', data: { of: input.of } })
  return {}
}
