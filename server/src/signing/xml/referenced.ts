import type { Fault } from '../verify/assessor.ts'
import { because } from '../verify/finding.ts'
import { type Canonical, canonicalize, methods, readMethod, type XmlNode } from './canonical.ts'
import { enveloped } from './names.ts'
import { byIdentifier, childrenOf, rootOf } from './read-xml.ts'
import { filter2, leftOut, xpath } from './xpath.ts'

export interface Reference {
  uri: string
  type: string | null
  transforms: { name: string; prefixes: string[]; element: XmlNode }[]
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
  // One of no name stands for whatever is named: its digest tells whether it is that.
  const file = files.find((one) => one.uri === uri || one.uri === plainUri(uri) || one.uri === '')
  return file
    ? { bytes: file.bytes }
    : { fault: { verdict: 'incomplete', reason: because('xml.file-missing', { uri }) } }
}

/** Names stand in references as an address has them. */
function plainUri(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

/** The bytes that were digested, and what filters left out of them beside the signature itself. */
export interface Digested {
  bytes: Buffer
  leftOut: XmlNode[]
}

/** What a reference picks of a document: what is below `top` but not below any of `without`, written by the method. */
export interface Picked {
  top: XmlNode
  without: Set<XmlNode>
  method: Canonical | null
}

/** Only those transforms are done of which it is known what they leave out; where nothing is left, nothing is signed. */
export function picked(
  node: XmlNode,
  { document, element }: { document: XmlNode; element: XmlNode },
  reference: Reference,
  faults: Fault[],
): Picked | null {
  const refused = (what: string) => {
    faults.push({ verdict: 'unreadable', reason: because('xml.transform-refused', { what }) })
    return null
  }
  let method: Canonical | null = null
  const without = new Set<XmlNode>()
  for (const one of reference.transforms) {
    const found = readMethod(one.name, one.prefixes)
    if (found) {
      method = found
      continue
    }
    const filtered =
      one.name === enveloped
        ? new Set([element])
        : one.name === xpath || one.name === filter2
          ? leftOut(one.element, document, element)
          : null
    // After canonicalisation there are letters alone, and no signature that could be left out of them.
    if (!filtered || method) return refused(shownFilter(one))
    for (const each of filtered) without.add(each)
  }
  const top = node === document ? rootOf(document) : node
  for (let at: XmlNode | null = top; at; at = at.parentNode) if (without.has(at)) return refused(`– ${at.nodeName}`)
  return { top, without, method }
}

/** What stands at a reference after its transforms; `unless` one of them says how, canonicalised so. */
export function transform(
  node: XmlNode,
  place: { document: XmlNode; element: XmlNode },
  reference: Reference,
  faults: Fault[],
  unless: Canonical = inclusive,
): Digested | null {
  const found = picked(node, place, reference, faults)
  if (!found) return null
  const { top, without } = found
  const method = found.method ?? unless
  // A reference to the same document sees comments only where an XPointer names it (XMLDSig, 4.4.3.3).
  const comments = method.comments && reference.uri.startsWith('#xpointer(')
  const bytes = Buffer.from(canonicalize(node, { ...method, comments, without }))
  const isTold = (one: XmlNode) => one !== place.element && isWithin(one, top) && !above(one, without)
  return { bytes, leftOut: [...without].filter(isTold) }
}

const shownFilter = ({ name, element }: Reference['transforms'][number]): string => {
  const said = childrenOf(element, 'XPath')
    .map((one) => (one.textContent ?? '').trim())
    .join('; ')
  return said ? `XPath ${said.slice(0, 200)}` : name
}

export function isWithin(node: XmlNode, top: XmlNode): boolean {
  for (let at: XmlNode | null = node; at; at = at.parentNode) if (at === top) return true
  return false
}
function above(node: XmlNode, set: Set<XmlNode>): boolean {
  for (let at = node.parentNode; at; at = at.parentNode) if (set.has(at)) return true
  return false
}
