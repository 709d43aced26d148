import type { SignWith } from '@mocban/contract/sign-with'
import { signing } from '@mocban/contract/signing'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import type { Standing } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import type { Authority, SigningHouse } from '../../../signing/index.ts'

export const pin = '246810'

/** What a demonstration signs with whose certificates this authority issues. */
export const houseOf = ({ timestamps, revocation }: Authority): SigningHouse => ({
  timestamps,
  revocation,
  devices: {},
  services: {},
  demonstration: true,
})

/** A key of one's own in the ring, in one's own name unless another is given. */
export async function keyFor(
  server: TestServer,
  database: TestDatabase,
  authority: Authority,
  who: Standing,
  named?: string,
): Promise<SignWith> {
  const { full_name } = await database.owner
    .selectFrom('person')
    .where('id', '=', who.personId)
    .select('full_name')
    .executeTakeFirstOrThrow()
  const name = named ?? full_name
  const issued = await authority.issue({ kind: 'person', name })
  const file = Buffer.from(issued.pkcs12(pin)).toString('base64')
  const body = { of: 'person' as const, label: name, source: { kind: 'pkcs12' as const, file }, unlock: { pin } }
  const { id } = await server.ask(who, signing.addKey, { body })
  return { keyId: id, unlock: { pin } }
}

/** The seal of the department, put into the ring for its clerk; its administrator is not in the small province. */
export async function sealFor(
  database: TestDatabase,
  authority: Authority,
  province: SmallProvince,
): Promise<SignWith> {
  const issued = await authority.issue({ kind: 'seal', name: 'Sở Khoa học và Công nghệ' })
  const { id } = await database.owner
    .insertInto('signing_key')
    .values({
      agency_id: province.units.skhcn,
      kind: 'pkcs12',
      label: 'Con dấu',
      certificate: Buffer.from(issued.certificate),
      pkcs12: Buffer.from(issued.pkcs12(pin)),
      added_by: province.people.departmentClerk.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { keyId: id, unlock: { pin } }
}
