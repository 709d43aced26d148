import type { z } from 'zod'

/** What a position may be allowed to do. Positions carry capabilities as data; people hold positions. */
export const capabilities = [
  'register',
  'number',
  'direct',
  'assign',
  'draft',
  'review',
  'approve',
  'issue',
  'administer',
  'audit',
  // Other systems alone: to bring messages of exchange. Whoever may only that may nothing else.
  'exchange',
] as const
export type Capability = (typeof capabilities)[number]

/** Who may call a route at all; which records the caller then sees is decided by the database. */
export type Needs = 'anyone' | 'signed-in' | Capability

/** One route of the API: the only description of it; server, web and OpenAPI are all typed from here. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify notation, for example `/api/documents/:id`. */
  path: string
  summary: string
  needs: Needs
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** Absent where the answer is a stream of bytes (files, events, exports). */
  response?: z.ZodType
  /** `false` where the handler opens its own transactions (streams, long work). */
  transaction?: boolean
  /** What cannot be undone: who asks must have proved who they are not long ago, else `session.stale` and the client asks for it. */
  fresh?: boolean
  /** The answer holds a secret that is shown once: it is not kept for a repeated request. */
  secret?: boolean
}

/** Keeps the literal types of a route. */
export const route = <const R extends Route>(definition: R): R => definition

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Given<T> = T extends z.ZodType ? z.input<T> : undefined

/** What the handler of a route receives, after parsing. */
export interface RouteInput<R extends Route> {
  params: Parsed<R['params']>
  query: Parsed<R['query']>
  body: Parsed<R['body']>
}

type RequiredKeys<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }

/** What a caller of a route gives; only the parts that the route declares. */
export type RouteCall<R extends Route> = RequiredKeys<{
  params: Given<R['params']>
  query: Given<R['query']>
  body: Given<R['body']>
}>

/** What a route answers. */
export type RouteAnswer<R extends Route> = Parsed<R['response']>
