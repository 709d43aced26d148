import type { Route, RouteAnswer, RouteCall } from '@mocban/contract/route'
import type { Problem } from '@mocban/contract/values'
import { newKey } from './new-key.ts'

/** A refusal of the server: a stable code and a sentence in the reader's language. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
  get code(): string {
    return this.problem.code
  }
}

/** The server was not reached; nothing was sent twice, nothing lost. */
export class OfflineError extends Error {}

/** Whether what was asked may have been done: no answer came. */
export const mayBeDone = (error: unknown): boolean =>
  error instanceof OfflineError || (error instanceof ProblemError && error.problem.status === 503)

let signInAgain: () => Promise<ProblemError | null> = async () => null
/** What to do when the session ended while somebody works: asks them to sign in over the page, then the call goes on; answers why not, where they no longer stand as they did. */
export function onSessionEnded(handler: () => Promise<ProblemError | null>): void {
  signInAgain = handler
}

let goOn: (why: string) => Promise<void> = async () => {}
/** What to do when the post or delegation ended in which somebody works: says it over the page, until they go on in their own. */
export function onStandingEnded(handler: (why: string) => Promise<void>): void {
  goOn = handler
}

let proveAgain: () => Promise<boolean> = async () => false
/** What to do when what cannot be undone wants proof again: asks over the page; answers whether it was given. */
export function onProofWanted(handler: () => Promise<boolean>): void {
  proveAgain = handler
}

/** Builds the address of a route's call. */
export function addressOf(route: Route, input: { params?: object; query?: object }): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input.query ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The keys of what was sent and not answered: it may have been done. Who asks for the same again asks with the same key. */
const unanswered = new Map<string, string>()

/**
 * Calls a route of the contract. Creating requests carry a key, so that a repeated one is done once.
 * @throws ProblemError, OfflineError
 */
export async function call<R extends Route>(
  route: R,
  input: RouteCall<R>,
  options: { key?: string; signal?: AbortSignal } = {},
): Promise<RouteAnswer<R>> {
  const given = input as { params?: object; query?: object; body?: unknown }
  const what = JSON.stringify([route.method, addressOf(route, given), given.body])
  const key = options.key ?? unanswered.get(what) ?? newKey()
  for (let attempt = 0; ; attempt += 1) {
    if (route.method === 'POST' && !route.secret) unanswered.set(what, key)
    const response = await send(route, given, key, options.signal)
    if (response.status !== 503) unanswered.delete(what)
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as RouteAnswer<R>
    const problem = await problemOf(response)
    // Nothing typed is lost: the same call goes on after signing in again.
    if (problem.code === 'session.needed' && attempt === 0 && route.path !== '/api/session') {
      const over = await signInAgain()
      if (over && route.method !== 'GET') throw over
      continue
    }
    // What was read is read again as who one is now; what was to be done was meant in a post that is over.
    if (problem.code === 'session.standing-ended' && attempt === 0) {
      await goOn(problem.detail)
      if (route.method === 'GET') continue
    }
    // Nothing was done: once proven, the same act is asked for again, with the same key.
    if (problem.code === 'session.stale' && attempt < 2 && (await proveAgain())) continue
    throw new ProblemError(problem)
  }
}

/** Who is not answered for so long is told; for the longer time, the way there is broken, whatever the system says. An act may have to look at a long file first; asked for again, it is done once. */
const slowMilliseconds = 10_000
const patience = (method: string) => (method === 'GET' ? 60_000 : 180_000)

let waiting = 0
const heard = new Set<() => void>()
const change = (by: 1 | -1) => {
  waiting += by
  for (const tell of heard) tell()
}
/** Whether something that was asked waits for an unusual time. */
export const isSlow = (): boolean => waiting > 0
export function onSlow(tell: () => void): () => void {
  heard.add(tell)
  return () => heard.delete(tell)
}

/** Waits for an answer, tells where that takes long. */
async function answered(ask: (signal: AbortSignal) => Promise<Response>, method: string, signal?: AbortSignal) {
  const given = new AbortController()
  const stop = () => given.abort(signal?.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  let told = false
  const slow = setTimeout(() => {
    told = true
    change(1)
  }, slowMilliseconds)
  const broken = setTimeout(() => given.abort(new OfflineError('no answer')), patience(method))
  try {
    return await ask(given.signal)
  } finally {
    clearTimeout(slow)
    clearTimeout(broken)
    signal?.removeEventListener('abort', stop)
    if (told) change(-1)
  }
}

async function send(
  route: Route,
  given: { params?: object; query?: object; body?: unknown },
  key: string,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    const asked = {
      method: route.method,
      headers: {
        'accept-language': document.documentElement.lang,
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.method === 'POST' ? { 'idempotency-key': key } : {}),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    }
    return await answered((signal) => fetch(addressOf(route, given), { ...asked, signal }), route.method, signal)
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new OfflineError('offline')
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text()
  try {
    return JSON.parse(text) as Problem
  } catch {
    return {
      type: '',
      title: '',
      status: response.status,
      code: 'program.failed',
      detail: text.slice(0, 200) || response.statusText,
    }
  }
}
