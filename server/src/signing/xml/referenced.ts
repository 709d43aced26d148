import type { Fault } from '../verify/assessor.ts'
import { because } from '../verify/finding.ts'
import { type Canonical, canonicalize, methods, readMethod, type XmlNode } from './canonical.ts'
import { enveloped } from './names.ts'
import { byIdentifier } from './read-xml.ts'

export interface Reference {
  uri: string
  type: string | null
  transforms: { name: string; prefixes: string[] }[]
  digest: string
  value: string
}
export const inclusive: Canonical = readMethod(methods.inclusive)!

/** What a reference names. */
export function resolve(
  document: XmlNode,
  { uri }: Reference,
  files: { uri: string; bytes: Uint8Array }[],
): { node: XmlNode } | { bytes: Uint8Array } | { fault: Fault } {
  if (uri === '' || uri === '#xpointer(/)') return { node: document }
  if (uri.startsWith('#')) {
    const id = /^#xpointer\(id\(['"](.+)['"]\)\)$/.exec(uri)?.[1] ?? uri.slice(1)
    const found = byIdentifier(document, id)
    if (found.length === 0) return { fault: { verdict: 'broken', reason: because('xml.reference-missing', { uri }) } }
    if (found.length > 1) return { fault: { verdict: 'broken', reason: because('xml.reference-doubled', { uri }) } }
    return { node: found[0]! }
  }
  const file = files.find((one) => one.uri === uri)
  return file
    ? { bytes: file.bytes }
    : { fault: { verdict: 'incomplete', reason: because('xml.file-missing', { uri }) } }
}

/** The bytes that were digested. Of the transforms only those are done that leave nothing out but the signature itself; `unless` one of them says how, canonicalised so. */
export function transform(
  node: XmlNode,
  element: XmlNode,
  reference: Reference,
  faults: Fault[],
  unless: Canonical = inclusive,
): Buffer | null {
  let method = unless
  let without: XmlNode | undefined
  for (const one of reference.transforms) {
    const found = readMethod(one.name, one.prefixes)
    if (found) method = found
    else if (one.name === enveloped) without = element
    else {
      faults.push({ verdict: 'broken', reason: because('xml.transform-refused', { what: one.name }) })
      return null
    }
  }
  // A reference to the same document never sees comments (XMLDSig, 4.4.3.3).
  return Buffer.from(canonicalize(node, { ...method, comments: false, without }))
}
