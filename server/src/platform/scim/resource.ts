import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { prefix } from './filter.ts'
import { ScimError } from './scim-error.ts'

export const base = '/scim/v2'
export const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
}
export type Kind = 'Users' | 'Groups'
export interface Resource {
  id: string
  [attribute: string]: unknown
}

/** The resource with its `meta`; its version is made of what it says, so whatever changes it changes the version. */
export function withMeta(kind: Kind, resource: Resource, times: { created: string; lastModified: string }): Resource {
  const said = createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)
  return {
    ...resource,
    meta: {
      resourceType: kind === 'Users' ? 'User' : 'Group',
      ...times,
      location: `${base}/${kind}/${resource.id}`,
      version: `W/"${said}"`,
    },
  }
}

/** What a client asks for of a resource (RFC 7644, 3.9): only some attributes, or all but some; `id` and `schemas` always. Its version stays that of the whole. */
export function partOf(query: unknown): (resource: Resource) => Record<string, unknown> {
  const { attributes, excludedAttributes } = (query ?? {}) as Record<string, unknown>
  const [only, without] = [pathsIn(attributes), pathsIn(excludedAttributes)]
  if (only && without) throw new ScimError(400, 'either attributes or excludedAttributes', 'invalidValue')
  const paths = only ?? without
  if (!paths) return (resource) => resource
  return (resource) => {
    const kept = Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
      if (name === 'id' || name === 'schemas') return [[name, value]]
      const key = name.toLowerCase()
      if (paths.includes(key)) return only ? [[name, value]] : []
      const subs = paths.flatMap((path) => (path.startsWith(`${key}.`) ? [path.slice(key.length + 1)] : []))
      if (subs.length === 0) return only ? [] : [[name, value]]
      const part = (one: unknown) =>
        Object.fromEntries(
          Object.entries(one as object).filter(([sub]) => subs.includes(sub.toLowerCase()) === Boolean(only)),
        )
      return [[name, Array.isArray(value) ? value.map(part) : part(value)]]
    })
    return Object.fromEntries(kept)
  }
}

function pathsIn(value: unknown): string[] | undefined {
  const given = [value].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
  const paths = given.map((one) => one.trim().replace(prefix, '').toLowerCase()).filter(Boolean)
  return paths.length > 0 ? paths : undefined
}

export const versionOf = (resource: Resource): string => (resource.meta as { version: string }).version

/** Who acts on an older state than the one there is told so, and changes nothing. Answers whether the version was named. */
export function needVersion(request: FastifyRequest, resource: Resource): boolean {
  const wanted = request.headers['if-match']
  if (wanted && wanted !== '*' && !wanted.split(/\s*,\s*/).includes(versionOf(resource)))
    throw new ScimError(412, 'the resource has changed')
  return Boolean(wanted && wanted !== '*')
}

export interface PatchOperation {
  op: 'add' | 'replace' | 'remove'
  path: string
  value: unknown
}

/** The operations of a PATCH (RFC 7644, 3.5.2), one a path. */
export function operationsOf(body: unknown): PatchOperation[] {
  const given = (body as { Operations?: unknown })?.Operations
  if (!Array.isArray(given) || given.length > 1000) throw new ScimError(400, 'no Operations', 'invalidValue')
  return given.flatMap((one: { op?: unknown; path?: unknown; value?: unknown }): PatchOperation[] => {
    const op = String(one?.op).toLowerCase()
    if (op !== 'add' && op !== 'replace' && op !== 'remove') throw new ScimError(400, `no op ${op}`, 'invalidValue')
    const path = String(one.path ?? '').replace(prefix, '')
    if (path) return [{ op, path, value: one.value }]
    if (op === 'remove' || typeof one.value !== 'object' || one.value === null)
      throw new ScimError(400, 'no path', 'noTarget')
    return Object.entries(one.value).map(([name, value]) => ({ op, path: name, value }))
  })
}
