import { attributesOf, type XmlNode, xmlns } from './canonical.ts'
import { ds } from './names.ts'
import { attribute, childrenOf, elementsOf } from './read-xml.ts'

export const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116'
export const filter2 = 'http://www.w3.org/2002/06/xmldsig-filter2'

const name = String.raw`(?:([\p{L}_][\p{L}\p{N}._-]*):)?([\p{L}_][\p{L}\p{N}._-]*)`
const outside = new RegExp(String.raw`^not\s*\(\s*ancestor-or-self\s*::\s*${name}\s*\)$`, 'u')
/** The standard's own way to say “all but this signature” (XMLDSig, 6.6.4). */
const own = new RegExp(
  String.raw`^count\(ancestor-or-self::${name}\|here\(\)/ancestor::\1:\2\[1\]\)>count\(ancestor-or-self::\1:\2\)$`,
  'u',
)
const subtracted = new RegExp(String.raw`^(here\(\)/ancestor::|/descendant::|//)${name}(\[1\])?$`, 'u')

/**
 * The elements that a filter leaves out with all that is in them: `not(ancestor-or-self::name)`, several joined by `and`, and the ways in which signers leave out their own
 * signature. Null for any other expression: what it picks is nobody's guess.
 */
export function leftOut(filter: XmlNode, document: XmlNode, signature: XmlNode): Set<XmlNode> | null {
  const second = attribute(filter, 'Algorithm') === filter2
  const [expression, more] = childrenOf(filter, 'XPath', second ? filter2 : ds)
  if (!expression || more) return null
  for (let one = expression.firstChild; one; one = one.nextSibling)
    if (one.nodeType !== 3 && one.nodeType !== 4) return null
  const text = (expression.textContent ?? '').trim()
  if (second)
    return attribute(expression, 'Filter') === 'subtract' ? subtract(text, expression, document, signature) : null
  const found = new Set<XmlNode>()
  for (const term of text.split(/\s+and\s+/)) {
    const bare = term.replace(/\s+/g, '')
    if (isSignature(own.exec(bare), expression)) {
      found.add(signature)
      continue
    }
    const [, prefix, local] = outside.exec(term.trim()) ?? []
    const namespace = local === undefined ? null : namespaceOf(expression, prefix)
    if (namespace === null) return null
    for (const one of named(document, namespace, local!)) found.add(one)
  }
  return found
}

function subtract(text: string, expression: XmlNode, document: XmlNode, signature: XmlNode): Set<XmlNode> | null {
  const [, from, prefix, local, first] = subtracted.exec(text.replace(/\s+/g, '')) ?? []
  const namespace = local === undefined ? null : namespaceOf(expression, prefix)
  if (namespace === null) return null
  if (from !== 'here()/ancestor::') return first ? null : new Set(named(document, namespace, local!))
  return first && namespace === ds && local === 'Signature' ? new Set([signature]) : null
}

const isSignature = (match: RegExpExecArray | null, expression: XmlNode): boolean =>
  match?.[2] === 'Signature' && namespaceOf(expression, match[1]) === ds

const named = (document: XmlNode, namespace: string, local: string): XmlNode[] =>
  [...elementsOf(document)].filter((one) => one.localName === local && (one.namespaceURI ?? '') === namespace)

/** What a prefix stands for where the expression stands; a name without one is in no namespace (XPath 1.0, 2.3). */
function namespaceOf(expression: XmlNode, prefix: string | undefined): string | null {
  if (prefix === undefined) return ''
  for (let at: XmlNode | null = expression; at && at.nodeType === 1; at = at.parentNode)
    for (const one of attributesOf(at))
      if (one.namespaceURI === xmlns && one.localName === prefix && one.prefix) return one.nodeValue ?? ''
  return null
}
