import type { FastifyInstance } from 'fastify'
import { base, schemas } from './resource.ts'
import { ScimError } from './scim-error.ts'

const of = (name: string) => `urn:ietf:params:scim:schemas:core:2.0:${name}`

interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'complex'
  multiValued?: boolean
  required?: boolean
  mutability?: 'readWrite' | 'readOnly'
  uniqueness?: 'none' | 'server'
  subAttributes?: Attribute[]
}
const whole = ({ subAttributes, ...one }: Attribute): object => ({
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...one,
  ...(subAttributes ? { subAttributes: subAttributes.map(whole) } : {}),
})
const text = (name: string, more: Partial<Attribute> = {}): Attribute => ({ name, type: 'string', ...more })

/** What of a person and of a position the directory may write; the rest of what it sends is left alone. */
const resources = [
  {
    name: 'User',
    endpoint: '/Users',
    description: 'A person of the agency and of those below it',
    attributes: [
      text('userName', { required: true, uniqueness: 'server' }),
      text('displayName'),
      {
        name: 'name',
        type: 'complex',
        subAttributes: ['formatted', 'familyName', 'middleName', 'givenName'].map((one) => text(one)),
      },
      {
        name: 'emails',
        type: 'complex',
        multiValued: true,
        subAttributes: [text('value'), text('type', { mutability: 'readOnly' }), { name: 'primary', type: 'boolean' }],
      },
      text('title', { mutability: 'readOnly' }),
      { name: 'active', type: 'boolean' },
    ] satisfies Attribute[],
  },
  {
    name: 'Group',
    endpoint: '/Groups',
    description: 'A position of the agency; its members hold it',
    attributes: [
      text('displayName', { required: true }),
      {
        name: 'members',
        type: 'complex',
        multiValued: true,
        subAttributes: [text('value'), text('display', { mutability: 'readOnly' })],
      },
    ] satisfies Attribute[],
  },
]

const providerConfig = (most: number) => {
  const no = { supported: false }
  return {
    schemas: [of('ServiceProviderConfig')],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: most },
    changePassword: no,
    sort: no,
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'OAuth 2.0', description: 'client credentials' }],
  }
}

/** What a directory asks before it begins (RFC 7644, section 4), and the answer to whatever is not served, in the form that it reads. */
export function discoveryRoutes(scim: FastifyInstance, most: number): void {
  const options = { schema: { hide: true } }
  const types = resources.map(({ name, endpoint, description }) => ({
    schemas: [of('ResourceType')],
    id: name,
    name,
    endpoint,
    description,
    schema: of(name),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }))
  const described = resources.map(({ name, description, attributes }) => ({
    schemas: [of('Schema')],
    id: of(name),
    name,
    description,
    attributes: attributes.map(whole),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${of(name)}` },
  }))
  scim.get(`${base}/ServiceProviderConfig`, options, async (_request, reply) =>
    reply.type('application/scim+json').send(JSON.stringify(providerConfig(most))),
  )
  for (const [kind, all] of [
    ['ResourceTypes', types],
    ['Schemas', described],
  ] as const) {
    scim.get(`${base}/${kind}`, options, async (_request, reply) =>
      reply.type('application/scim+json').send(
        JSON.stringify({
          schemas: [schemas.list],
          totalResults: all.length,
          startIndex: 1,
          itemsPerPage: all.length,
          Resources: all,
        }),
      ),
    )
    scim.get<{ Params: { id: string } }>(`${base}/${kind}/:id`, options, async (request, reply) => {
      const one = all.find((each) => each.id === request.params.id)
      if (!one) throw new ScimError(404, 'no such resource')
      return reply.type('application/scim+json').send(JSON.stringify(one))
    })
  }
  scim.delete(`${base}/Groups/:id`, options, async () => {
    throw new ScimError(501, 'a position is ended in the program, where what it holds is handed over')
  })
  scim.all(`${base}/*`, options, async () => {
    throw new ScimError(404, 'this is not served')
  })
}
