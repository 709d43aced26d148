import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Route, RouteAnswer, RouteCall } from '@mocban/contract/route'
import type { Standing } from '../platform/database/index.ts'
import type { TestDatabase } from '../platform/testing/index.ts'

/** An answer that a person got, or the refusal. */
export interface Heard<R extends Route> {
  status: number
  answer: RouteAnswer<R>
  code: string | undefined
}

/** Signs somebody in behind the program's back: how one signs in is tested elsewhere. Answers the cookie. */
export async function cookieFor(database: TestDatabase, { personId, positionId }: Standing): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await database.owner
    .insertInto('session')
    .values({
      id: randomUUID(),
      token_hash: createHash('sha256').update(token).digest(),
      person_id: personId,
      position_id: positionId,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    })
    .execute()
  return `mocban=${token}`
}

/**
 * Asks as a browser does that does not give up: a request to which no answer came, or a 503, or into which midnight came, is sent again, with the same Idempotency-Key.
 * `where` names a program that runs now.
 */
export async function askUntilAnswered<R extends Route>(
  where: () => Promise<string>,
  cookie: string,
  route: R,
  input: RouteCall<R>,
  options: { key?: string; bytes?: Uint8Array } = {},
): Promise<Heard<R>> {
  const given = input as { params?: Record<string, unknown>; body?: unknown }
  const path = route.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(given.params?.[name])))
  const body = options.bytes ?? (given.body === undefined ? undefined : JSON.stringify(given.body))
  // On a busy machine a program that was killed takes long to come back.
  for (const until = Date.now() + 180_000; Date.now() < until; ) {
    const address = await where()
    try {
      const response = await fetch(`${address}${path}`, {
        method: route.method,
        headers: {
          cookie,
          ...(options.key ? { 'idempotency-key': options.key } : {}),
          ...(body === undefined
            ? {}
            : { 'content-type': options.bytes ? 'application/octet-stream' : 'application/json' }),
        },
        ...(body === undefined ? {} : { body: body as string }),
        signal: AbortSignal.timeout(20_000),
      })
      const answer = (await response.json()) as RouteAnswer<R> & { code?: string; extra?: { because?: string } }
      if (response.status !== 503 && answer.extra?.because !== 'day-turned')
        return { status: response.status, answer, code: answer.code }
    } catch {
      // Nobody answered: the program was killed on the way.
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${route.method} ${path}: never answered`)
}
