import { z } from 'zod'

interface Shape {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape | boolean
  prefixItems?: Shape[]
  minItems?: number
  minimum?: number
  minLength?: number
}

/** Something that a schema takes, with as little in it as it asks for; whether it means anything is another question. */
export const fitting = (schema: z.ZodType): unknown =>
  made(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape)

function made(shape: Shape | boolean): unknown {
  if (typeof shape === 'boolean') return undefined
  if ('const' in shape) return shape.const
  if (shape.enum) return shape.enum[0]
  const [first] = shape.anyOf ?? shape.oneOf ?? []
  if (first) return made(first)
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map(made))
  if (shape.type === 'object')
    return Object.fromEntries((shape.required ?? []).map((name) => [name, made(shape.properties?.[name] ?? {})]))
  if (shape.prefixItems) return shape.prefixItems.map(made)
  if (shape.type === 'array') return Array.from({ length: shape.minItems ?? 0 }, () => made(shape.items ?? {}))
  if (shape.type === 'number' || shape.type === 'integer') return Math.max(shape.minimum ?? 1, 1)
  if (shape.type === 'boolean') return true
  if (shape.type === 'null') return null
  return word(shape)
}

function word({ format, pattern, minLength = 1 }: Shape): string {
  if (format === 'uuid') return '01890000-0000-7000-8000-000000000001'
  if (format === 'date') return '2026-01-01'
  if (format === 'date-time') return '2026-01-01T00:00:00Z'
  if (format === 'email') return 'x@example.vn'
  if (format === 'uri') return 'https://example.vn/'
  const known = ['1', 'a'.repeat(64), 'x'.repeat(minLength), '000.00.00.H05', 'H05', '2026-01']
  return (
    known.find((one) => pattern && one.length >= minLength && new RegExp(pattern, 'u').test(one)) ??
    'x'.repeat(minLength)
  )
}
