import type { Fault } from '../verify/assessor.ts'
import { type Canonical, canonicalize, type XmlNode } from './canonical.ts'
import { ds } from './names.ts'
import { unsignedProperties, type XmlSignature } from './read-signature.ts'
import { attribute, childrenOf, elementsOf } from './read-xml.ts'
import { resolve, transform } from './referenced.ts'

/**
 * What an archive time-stamp is over (EN 319 132-1, 5.5.2.2): all that is referenced, the signature, its certificates, every unsigned property before the stamp (all
 * there are, for one that is to be made), and objects that no reference names. Null where a part of it is not here.
 */
export function archiveData(
  document: XmlNode,
  element: XmlNode,
  read: XmlSignature,
  given: { before: XmlNode | null; method: Canonical; files: { uri: string; bytes: Uint8Array }[] },
): Buffer | null {
  const pieces: Uint8Array[] = []
  const put = (node: XmlNode) => pieces.push(Buffer.from(canonicalize(node, given.method)))
  for (const reference of read.references) {
    const found = resolve(document, reference, given.files)
    if ('fault' in found) return null
    const faults: Fault[] = []
    const bytes =
      'bytes' in found
        ? found.bytes
        : transform(found.node, { document, element }, reference, faults, given.method)?.bytes
    if (!bytes) return null
    pieces.push(bytes)
  }
  for (const name of ['SignedInfo', 'SignatureValue', 'KeyInfo'])
    for (const one of childrenOf(element, name, ds)) put(one)
  for (const one of unsignedProperties(element)) {
    if (one === given.before) break
    put(one)
  }
  for (const one of childrenOf(element, 'Object', ds)) if (!isCovered(one, read)) put(one)
  return Buffer.concat(pieces)
}

const isCovered = (object: XmlNode, read: XmlSignature): boolean =>
  [...elementsOf(object)].some((one) => one.localName === 'QualifyingProperties') ||
  read.references.some((one) => one.uri !== '' && one.uri === `#${attribute(object, 'Id')}`)
