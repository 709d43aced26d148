import type { Fault } from '../verify/assessor.ts'
import type { XmlNode } from './canonical.ts'
import { unsignedHolders, type XmlSignature } from './read-signature.ts'
import { isWithin, picked, resolve } from './referenced.ts'

export interface ReadSignature {
  element: XmlNode
  read: XmlSignature
}
export interface Above {
  /** Signatures that are over the whole of it: what an archive time-stamp of theirs is over, it is in. */
  whole: ReadSignature[]
  /** Whether a stamp put into it would break another's. */
  touched: boolean
}

/** What of the other signatures stands over each one of a document. */
export function standingOver(
  document: XmlNode,
  all: ReadSignature[],
  isLate: () => boolean = () => false,
): Map<XmlNode, Above> {
  const found = new Map(all.map(({ element }) => [element, { whole: [], touched: false } as Above]))
  if (all.length < 2) return found
  for (const outer of all)
    for (const reference of outer.read.references) {
      if (isLate()) return found
      const target = resolve(document, reference, [])
      if (!('node' in target)) continue
      const faults: Fault[] = []
      const part = picked(target.node, { document, element: outer.element }, reference, faults)
      if (!part) continue
      for (const { element } of all) {
        const above = found.get(element)!
        if (element === outer.element) continue
        if (isOver(part, unsignedHolders(element)[0] ?? element)) above.touched = true
        if (isOver(part, element) && ![...part.without].some((one) => isWithin(one, element))) above.whole.push(outer)
      }
    }
  return found
}

const isOver = ({ top, without }: { top: XmlNode; without: Set<XmlNode> }, node: XmlNode): boolean => {
  if (!isWithin(node, top)) return false
  for (let at: XmlNode | null = node; at; at = at.parentNode) if (without.has(at)) return false
  return true
}
