import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { signing } from '@mocban/contract/signing'
import { sql } from 'kysely'
import { needs, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readCertificate } from '../certificates/read-certificate.ts'
import { demonstrationPin, type SigningHouse } from './house.ts'
import { openPlace } from './open-key.ts'

type Input = RouteInput<typeof signing.addKey>['body']

/** One's own keys and those of the agency's seal, without anything that would let somebody sign. */
export async function keyRing(tx: Tx, _actor: Actor, house: SigningHouse): Promise<RouteAnswer<typeof signing.ring>> {
  const rows = await tx
    .selectFrom('signing_key')
    .where('ended_at', 'is', null)
    .orderBy('added_at')
    .select(['id', 'person_id', 'kind', 'label', 'certificate', 'place'])
    .execute()
  const pictures = await tx.selectFrom('signing_picture').select(['person_id']).execute()
  const now = clock.now().toISOString()
  return {
    keys: rows.map((row) => {
      const facts = readCertificate(row.certificate)
      return {
        id: row.id,
        of: row.person_id ? 'person' : 'agency',
        kind: row.kind as 'pkcs12',
        label: row.label,
        signerName: facts.name,
        issuerName: facts.issuerName,
        validFrom: facts.validFrom,
        validTo: facts.validTo,
        usable: facts.validFrom <= now && now <= facts.validTo,
        demonstrationPin: house.demonstration && isGiven(row.place) ? demonstrationPin : null,
      }
    }),
    pictures: {
      person: pictures.some((one) => one.person_id !== null),
      agency: pictures.some((one) => one.person_id === null),
    },
    offers: {
      pkcs12: house.demonstration,
      devices: Object.keys(house.devices),
      services: Object.keys(house.services),
    },
  }
}

/** Whether the demonstration itself gave it, and so knows its PIN. */
const isGiven = (place: unknown) => (place as { demonstration?: boolean }).demonstration === true

/**
 * Adds a key. It is opened once, so that only what can sign is kept; a person's must be issued to that person. The agency's seal is added by its administrator.
 * @throws signing.files-only-in-demonstration, signing.not-in-your-name, what the key refuses
 */
export async function addKey(tx: Tx, actor: Actor, house: SigningHouse, input: Input): Promise<{ id: string }> {
  if (input.of === 'agency') needs(actor, 'administer')
  const { kind, ...rest } = input.source
  if (kind === 'pkcs12' && !house.demonstration) throw refuse('signing.files-only-in-demonstration')
  const pkcs12 = 'file' in rest ? Buffer.from(rest.file, 'base64') : null
  const place = 'file' in rest ? {} : rest
  if (kind !== 'remote' && !input.unlock) throw refuse('signing.pin-wrong')
  const key = await openPlace(house, { kind, place, pkcs12 }, input.unlock ?? { pin: '' })
  await key.close?.()
  const facts = readCertificate(key.certificate)
  if (input.of === 'person' && !sameName(facts.person ?? facts.name, actor.fullName))
    throw refuse('signing.not-in-your-name', { name: facts.name, who: actor.fullName })
  const { id } = await tx
    .insertInto('signing_key')
    .values({
      ...(input.of === 'person' ? { person_id: actor.personId } : { agency_id: actor.agencyId }),
      kind,
      label: input.label,
      certificate: Buffer.from(key.certificate),
      place: JSON.stringify(place),
      pkcs12,
      added_by: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, actor, { kind: 'signing.key-added', data: { of: input.of, label: input.label, name: facts.name } })
  return { id }
}

const sameName = (one: string, other: string) =>
  one.normalize('NFC').toLocaleLowerCase('vi').trim() === other.normalize('NFC').toLocaleLowerCase('vi').trim()

/** Signs no more with a key; what was signed stays. @throws request.not-found */
export async function endKey(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  const ended = await tx
    .updateTable('signing_key')
    .set({ ended_at: sql`app.now()` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['label', 'certificate'])
    .executeTakeFirst()
  if (!ended) throw refuse('request.not-found')
  await record(tx, actor, { kind: 'signing.key-ended', data: { label: ended.label } })
  return {}
}
