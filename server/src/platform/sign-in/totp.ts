import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { clock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import type { SignInHouse } from './house.ts'
import { recoveryCodes } from './recovery-codes.ts'
import { countCode, forgiveCodes } from './throttle.ts'

type Place = Pick<SignInHouse, 'signIn' | 'sealer'>
const period = 30
const about = (personId: string) => `totp ${personId}`

// What every authenticator understands (RFC 6238); others of its choices are not widely kept.
const totpOf = (secret: string, userName = '') =>
  new TOTP({
    issuer: 'Mộc Bản',
    label: userName,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  })

/** Makes a secret that counts from its first code on. */
export async function beginTotp({ signIn, sealer }: Place, personId: string): Promise<{ uri: string; secret: string }> {
  const person = await signIn
    .selectFrom('person')
    .select('user_name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const secret = new Secret({ size: 20 }).base32
  const sealed = sealer.seal(secret, about(personId))
  await sql`insert into totp (person_id, pending) values (${personId}, ${sealed})
    on conflict (person_id) do update set pending = excluded.pending`.execute(signIn)
  return { uri: totpOf(secret, person.user_name).toString(), secret }
}

/**
 * The first code makes the secret count; the recovery codes before it are void.
 * @throws sign-in.code-wrong, sign-in.wait
 */
export async function confirmTotp(place: Place, personId: string, code: string): Promise<string[]> {
  await countCode(place.signIn, personId)
  const row = await read(place.signIn, personId)
  const step = row?.pending ? stepOf(place.sealer.open(row.pending, about(personId)), code) : null
  if (step === null) throw refuse('sign-in.code-wrong')
  await sql`update totp set secret = pending, pending = null, last_step = ${step}, confirmed_at = now() where person_id = ${personId}`.execute(
    place.signIn,
  )
  await forgiveCodes(place.signIn, personId)
  return recoveryCodes.renew(place, personId)
}

/**
 * Takes a code of the authenticator, or a recovery code; each is good once.
 * @throws sign-in.code-wrong, sign-in.wait
 */
export async function takeCode(place: Place, personId: string, code: string): Promise<void> {
  await countCode(place.signIn, personId)
  if (!(await takeTotp(place, personId, code)) && !(await recoveryCodes.take(place, personId, code)))
    throw refuse('sign-in.code-wrong')
  await forgiveCodes(place.signIn, personId)
}

async function takeTotp({ signIn, sealer }: Place, personId: string, code: string): Promise<boolean> {
  const row = await read(signIn, personId)
  const step = row?.secret ? stepOf(sealer.open(row.secret, about(personId)), code) : null
  if (step === null) return false
  // Of two requests with one code, one moves the step on.
  const { rows } = await sql`
    update totp set last_step = ${step} where person_id = ${personId} and last_step < ${step} returning 1`.execute(
    signIn,
  )
  return rows.length > 0
}

const read = (signIn: Database, personId: string) =>
  signIn.selectFrom('totp').select(['secret', 'pending']).where('person_id', '=', personId).executeTakeFirst()

/** The time step that a code belongs to, now or one before or after, as clocks differ; null where none. */
function stepOf(secret: string, code: string): number | null {
  const timestamp = clock.now().getTime()
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

export async function removeTotp(signIn: Database, personId: string): Promise<void> {
  await signIn.deleteFrom('totp').where('person_id', '=', personId).execute()
  await signIn.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
}
