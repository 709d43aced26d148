import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { SignInHouse } from './house.ts'

type Place = Pick<SignInHouse, 'signIn' | 'sealer'>
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const howMany = 10

/** As written down, whatever is typed between the letters. */
const normal = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '')
const print = ({ sealer }: Place, personId: string, code: string) =>
  sealer.fingerprint(normal(code), `recovery ${personId}`)

/** Codes on paper for the day the device is lost: ten, each good once, kept as keyed hashes. */
export const recoveryCodes = {
  /** New ones, shown once; the old are void. */
  async renew(place: Place, personId: string): Promise<string[]> {
    const letter = () => letters[randomInt(letters.length)]
    const codes = Array.from({ length: howMany }, () => Array.from({ length: 10 }, letter).join(''))
    await place.signIn.transaction().execute(async (tx) => {
      await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
      await tx
        .insertInto('recovery_code')
        .values(codes.map((code) => ({ person_id: personId, code_hash: print(place, personId, code) })))
        .execute()
    })
    return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
  },

  async take(place: Place, personId: string, code: string): Promise<boolean> {
    const taken = await place.signIn
      .updateTable('recovery_code')
      .set({ used_at: sql`now()` })
      .where('person_id', '=', personId)
      .where('code_hash', '=', print(place, personId, code))
      .where('used_at', 'is', null)
      .executeTakeFirst()
    return taken.numUpdatedRows > 0n
  },
}
