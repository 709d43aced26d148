import { type Certificate, ids } from '../certificates/certificate.ts'
import { children, type Node, parts } from '../certificates/der.ts'
import { first, readName } from '../certificates/names.ts'

/** Whether the names of a certificate keep within the limits that an issuer above it set (RFC 5280, 4.2.1.10). Kinds of names that are not known here count as broken limits. */
export function keepsWithin(certificate: Certificate, issuer: Certificate): boolean {
  const constraints = issuer.extensions.get(ids.nameConstraints)
  if (!constraints) return true
  for (const group of parts(constraints.value, 'name constraints')) {
    const limits = children(group).map((one) => children(one)[0])
    const permitted = group.tag === 0xa0
    for (const kind of [0x81, 0xa4]) {
      const own = limits.filter((one): one is Node => one?.tag === kind)
      if (own.length === 0) continue
      const inside = namesOf(certificate, kind).map((name) => own.some((limit) => lies(name, limit)))
      if (permitted ? inside.includes(false) : inside.includes(true)) return false
    }
    if (constraints.critical && limits.some((one) => ![0x81, 0xa4, 0x82, 0x86, 0x87].includes(one?.tag ?? 0)))
      return false
  }
  return true
}

function namesOf(certificate: Certificate, kind: number): string[] {
  if (kind === 0xa4) return [certificate.subject.key]
  const alternative = certificate.extensions.get(ids.subjectAltName)
  const given = alternative
    ? children(alternative.value)
        .filter((one) => one.tag === 0x81)
        .map((one) => Buffer.from(one.value).toString('latin1'))
    : []
  const inName = first(certificate.subject, 'email')
  return inName ? [...given, inName] : given
}

function lies(name: string, limit: Node): boolean {
  if (limit.tag === 0xa4) {
    const above = readName(children(limit)[0]).key
    return above === '' || name === above || name.startsWith(`${above},`)
  }
  const wanted = Buffer.from(limit.value).toString('latin1').toLowerCase()
  const host = name.toLowerCase().split('@').at(-1) ?? ''
  if (wanted.includes('@')) return name.toLowerCase() === wanted
  return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted
}
