import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { settle } from './settle.ts'

/** Nguyễn Văn Thành → thanhnv, as people here are used to. */
function userNameOf(fullName: string): string {
  const words = bare(fullName)
    .split(/[^a-z]+/)
    .filter(Boolean)
  return `${words.at(-1) ?? 'user'}${words
    .slice(0, -1)
    .map((word) => word[0])
    .join('')}`
}

/**
 * Enters a person. The account opens with a one-time password from the page of accounts.
 * @throws organisation.user-name-taken
 */
export async function createPerson(
  tx: Tx,
  actor: Actor,
  input: { fullName: string; userName?: string | undefined; email?: string | null | undefined },
): Promise<{ id: string; userName: string }> {
  const wanted = input.userName ?? userNameOf(input.fullName)
  const taken = new Set(
    (
      await tx
        .selectFrom('person')
        .where(sql<boolean>`starts_with(lower(user_name), ${wanted})`)
        .select(sql<string>`lower(user_name)`.as('name'))
        .execute()
    ).map((row) => row.name),
  )
  if (input.userName && taken.has(wanted)) throw refuse('organisation.user-name-taken')
  let userName = wanted
  for (let n = 2; taken.has(userName); n += 1) userName = `${wanted}${n}`
  const id = newId()
  await settle(tx, () =>
    tx
      .insertInto('person')
      .values({ id, full_name: input.fullName, user_name: userName, email: input.email ?? null })
      .execute(),
  )
  await record(tx, actor, { kind: 'person.created', data: { name: input.fullName, userName } })
  return { id, userName }
}
