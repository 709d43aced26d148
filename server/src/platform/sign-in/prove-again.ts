import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import type { Tx } from '../database/index.ts'
import { refuse, serve } from '../http/index.ts'
import { factorsOf } from './factors.ts'
import type { SignInHouse } from './house.ts'
import { takePasskey } from './passkeys.ts'
import { checkPassword } from './passwords.ts'
import { countAttempt, forgiveAttempts } from './throttle.ts'
import { takeCode } from './totp.ts'

/** Proving again who one is, before what cannot be undone: whoever finds a screen left open cannot issue a document with it. */
export function proofRoutes(house: SignInHouse): void {
  const { app, signIn, demonstration } = house
  const begunAsDemonstration = async (tx: Tx) => {
    const session = await tx
      .selectFrom('session')
      .select('method')
      .where('id', '=', sql<string>`app.session_id()`)
      .executeTakeFirst()
    return demonstration !== null && session?.method === 'demonstration'
  }

  serve(app, contract.waysToProve, async ({ tx, actor }) => {
    const factors = await factorsOf(signIn, actor.personId)
    const ways: (typeof contract.waysToProve.response)['_output']['ways'] = []
    if (factors.passkeys > 0) ways.push('passkey')
    if (factors.totp) ways.push('code')
    if (factors.password) ways.push('password')
    if (await begunAsDemonstration(tx)) ways.push('demonstration')
    return { ways, fresh: actor.fresh }
  })

  serve(app, contract.prove, async ({ tx, actor, body, request }) => {
    const who = `${actor.personId} proves`
    await countAttempt(signIn, request.ip, who)
    if (body.way === 'demonstration') {
      if (!(await begunAsDemonstration(tx))) throw refuse('sign-in.not-proved')
    } else if (body.way === 'code') await takeCode(house, actor.personId, body.code)
    else if (body.way === 'passkey') {
      if ((await takePasskey(house, request, body)) !== actor.personId) throw refuse('sign-in.not-proved')
    } else {
      const own = await signIn
        .selectFrom('credential')
        .select('password_hash')
        .where('person_id', '=', actor.personId)
        .executeTakeFirst()
      if (!(await checkPassword(own?.password_hash ?? null, body.password))) throw refuse('sign-in.not-proved')
    }
    await forgiveAttempts(signIn, request.ip, who)
    await markProved(tx)
    return {}
  })
}

/** From now on, for as long as the rule says, this session may do what cannot be undone. */
export async function markProved(tx: Tx): Promise<void> {
  await tx
    .updateTable('session')
    .set({ proved_at: sql`now()` })
    .where('id', '=', sql<string>`app.session_id()`)
    .execute()
}
