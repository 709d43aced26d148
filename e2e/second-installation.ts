import { join } from 'node:path'
import type { APIRequestContext } from 'playwright-core'
import { openMessageKey } from '../server/src/exchange/messages/message-key.ts'
import { type Installation, makeInstallation } from '../server/src/exchange/testing/installation.ts'
import { hashPassword } from '../server/src/platform/sign-in/passwords.ts'
import { startOwnPostgres } from '../server/src/platform/testing/index.ts'
import { toPem } from '../server/src/signing/index.ts'
import { type Product, startProduct } from './start-product.ts'

/** A second whole installation, of another province: its own PostgreSQL and data folder, its own people, who sign in with `password`. */
export interface Second extends Product {
  installation: Installation
}
export const password = 'mat-khau-thu-nghiem'

export async function startSecond(root: string): Promise<Second> {
  const postgres = await startOwnPostgres({ lasting: false })
  const installation = await makeInstallation(root, postgres.template)
  const { database } = installation
  const hash = await hashPassword(password)
  const people = await database.owner.selectFrom('person').select('id').execute()
  await database.owner
    .insertInto('credential')
    .values(people.map(({ id }) => ({ person_id: id, password_hash: hash, must_change: false })))
    .execute()
  const product = await startProduct({ DATABASE_URL: database.ownerUrl, MOCBAN_DEMONSTRATION: 'no' })
  return {
    ...product,
    installation,
    stop: async () => {
      await product.stop()
      await database.drop()
      await postgres.stop()
    },
  }
}

/** An installation with its administrator at a browser of their own. */
export interface End {
  address: string
  data: string
  administrator: APIRequestContext
  /** What it calls itself to the other. */
  name: string
  /** Its agency that writes, or is written to. */
  agency: { code: string; name: string }
}

export async function post<T>(api: APIRequestContext, path: string, data: unknown): Promise<T> {
  const answer = await api.post(path, { data, headers: { 'idempotency-key': crypto.randomUUID() } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** What the two administrators do by letter and on their screens (docs/exchange.md): accounts for each other, ways, directories, certificates. Answers each one's row of the other's agency. */
export async function connect(here: End, there: End): Promise<[string, string]> {
  interface Account {
    id: string
    clientId: string
    clientSecret: string
  }
  const accountFor = (end: End, other: End) =>
    post<Account>(end.administrator, '/api/service-accounts', { name: other.name, scopes: ['exchange'] })
  const [forThere, forHere] = await Promise.all([accountFor(here, there), accountFor(there, here)])
  const enter = async (end: End, other: End, given: Account, own: Account) => {
    const way = await post<{ id: string }>(end.administrator, '/api/exchange/ways', {
      kind: 'http',
      name: other.name,
      settings: { address: other.address, clientId: given.clientId },
      secret: given.clientSecret,
      accountId: own.id,
    })
    const agency = { ...other.agency, wayId: way.id, from: '2025-07-01' }
    const { id } = await post<{ id: string }>(end.administrator, '/api/exchange/agencies', agency)
    const { certificate } = await openMessageKey(join(other.data, 'message-key.pem'))
    await post(end.administrator, `/api/exchange/agencies/${id}/certificates`, { pem: toPem(certificate) })
    return id
  }
  return Promise.all([enter(here, there, forHere, forThere), enter(there, here, forThere, forHere)])
}
