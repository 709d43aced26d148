import { DOMParser } from '@xmldom/xmldom'
import { SaxesParser } from 'saxes'
import { Malformed } from '../certificates/der.ts'
import { attributesOf, isElement, type XmlNode } from './canonical.ts'

/** Characters: attachments in base64 are long, but they are few nodes. */
const largest = 64 * 1024 * 1024
const mostMarks = 1_000_000
const deepest = 300

/** XML has a DOCTYPE: what it declares could be read from elsewhere or grow without end, so that it is not read at all. */
export class HasDoctype extends Malformed {}

/** Reads XML, strictly: no DOCTYPE, no entity of its own, well formed. @throws Malformed, HasDoctype */
export function readXml(given: string | Uint8Array): XmlNode {
  const text = typeof given === 'string' ? given.replace(/^\ufeff/, '') : decodeXml(given)
  if (text.length > largest) throw new Malformed('XML: too large')
  if (more(text, '<', mostMarks) || more(text, '=', mostMarks)) throw new Malformed('XML: too many elements')
  if (/<!DOCTYPE/i.test(text)) throw new HasDoctype('DOCTYPE')
  mustBeWellFormed(text)
  let document: XmlNode
  let first: string | null = null
  try {
    document = new DOMParser({
      onError: (level: string, message: string) => {
        if (level === 'warning') return
        first ??= message
        throw new Malformed(message)
      },
    }).parseFromString(text, 'text/xml') as unknown as XmlNode
  } catch (error) {
    // The parser wraps what its own listener threw into words of its own.
    throw new Malformed(`XML: ${(first ?? String((error as Error).message)).split('\n')[0]?.slice(0, 120)}`)
  }
  bound(document)
  return document
}

/** The parser that builds the document lets characters pass between attributes that XML has no place for: what others refuse would be valid to us. */
function mustBeWellFormed(text: string): void {
  try {
    new SaxesParser({ xmlns: true }).write(text).close()
  } catch (error) {
    throw new Malformed(`XML: ${(error as Error).message.slice(0, 120)}`)
  }
}

/** By its byte order mark, or by what it says of itself; UTF-8 if it says nothing. @throws Malformed */
function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const marked = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : null
  const said = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  const encoding = marked ?? (head.startsWith('\xef\xbb\xbf') ? 'utf-8' : said)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Malformed(`XML: encoding ${encoding}`)
  }
}

/** Whether the sign stands in the text more often: looked at before anything is built, for nodes cost far more than their letters. */
function more(text: string, sign: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) if (++count > most) return true
  return false
}

function bound(document: XmlNode): void {
  let depth = 0
  let node: XmlNode | null = document
  while (node) {
    if (depth > deepest) throw new Malformed('XML: nested too deep')
    if (node.firstChild) {
      node = node.firstChild
      depth++
      continue
    }
    while (node && !node.nextSibling) {
      node = node.parentNode
      depth--
    }
    node = node?.nextSibling ?? null
  }
}

/** Every element under a node, in the order of the document. */
export function* elementsOf(top: XmlNode): Generator<XmlNode> {
  let node: XmlNode | null = top
  while (node) {
    if (isElement(node)) yield node
    if (node.firstChild) {
      node = node.firstChild
      continue
    }
    while (node && node !== top && !node.nextSibling) node = node.parentNode
    if (!node || node === top) return
    node = node.nextSibling
  }
}

export const childrenOf = (node: XmlNode | null, name?: string, namespace?: string): XmlNode[] => {
  const found: XmlNode[] = []
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling)
    if (isElement(child) && (!name || child.localName === name) && (!namespace || child.namespaceURI === namespace))
      found.push(child)
  return found
}
export const attribute = (node: XmlNode | null, name: string): string | null =>
  (node && attributesOf(node).find((one) => one.nodeName === name)?.nodeValue) ?? null
export const rootOf = (document: XmlNode): XmlNode => childrenOf(document)[0]!

const identifiers = new Set(['Id', 'ID', 'id', 'xml:id', 'wsu:Id'])
const indexes = new WeakMap<XmlNode, Map<string, XmlNode[]>>()

/** Every element that bears the identifier: more than one, and nobody knows which is meant. The document is walked once: it is not to be changed after. */
export function byIdentifier(document: XmlNode, wanted: string): XmlNode[] {
  let index = indexes.get(document)
  if (!index) {
    index = new Map()
    for (const one of elementsOf(document))
      for (const own of attributesOf(one)) {
        if (!identifiers.has(own.nodeName)) continue
        const id = own.nodeValue ?? ''
        const known = index.get(id) ?? []
        if (known.at(-1) !== one) index.set(id, [...known.slice(0, 2), one])
      }
    indexes.set(document, index)
  }
  return index.get(wanted) ?? []
}
