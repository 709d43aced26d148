import { Malformed } from '../certificates/der.ts'

/** The parts of the DOM that are used here; xmldom's own types know more than Node's. */
export interface XmlNode {
  nodeType: number
  nodeName: string
  nodeValue: string | null
  namespaceURI?: string | null
  localName?: string | null
  prefix?: string | null
  parentNode: XmlNode | null
  firstChild: XmlNode | null
  nextSibling: XmlNode | null
  attributes?: { length: number; item(index: number): XmlNode | null }
  textContent: string | null
}
export const isElement = (node: XmlNode | null): node is XmlNode & { nodeType: 1 } => node?.nodeType === 1

export const xmlns = 'http://www.w3.org/2000/xmlns/'
export const methods = {
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  inclusiveComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  inclusive11: 'http://www.w3.org/2006/12/xml-c14n11',
  inclusive11Comments: 'http://www.w3.org/2006/12/xml-c14n11#WithComments',
}

export interface Canonical {
  exclusive: boolean
  comments: boolean
  /** Canonical XML 1.1: identifiers are not carried along, and a base would have to be reckoned anew. */
  eleven?: boolean
  /** Prefixes treated as in inclusive canonicalisation (`#default` for none). */
  prefixes: string[]
  /** Left out with everything in them: the signature itself, what a filter names. */
  without?: ReadonlySet<XmlNode>
}

export function readMethod(name: string, prefixes: string[] = []): Canonical | null {
  if (!Object.values(methods).includes(name)) return null
  return {
    exclusive: name.startsWith(methods.exclusive),
    comments: name.endsWith('WithComments'),
    eleven: name.startsWith(methods.inclusive11),
    prefixes,
  }
}

const deepest = 400

/** An element or a document in canonical form (Canonical XML 1.0 and 1.1, Exclusive Canonical XML 1.0). @throws Malformed */
export function canonicalize(node: XmlNode, how: Canonical): string {
  const out: string[] = []
  if (node.nodeType === 9) {
    let after = false
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (isElement(child)) {
        write(child, how, new Map(), new Map(), out, 0)
        after = true
        continue
      }
      const text = outside(child, how)
      if (text) out.push(after ? `\n${text}` : `${text}\n`)
    }
  } else write(node, how, inherited(node), new Map(), out, 0)
  return out.join('')
}

function outside(node: XmlNode, how: Canonical): string {
  // xmldom keeps the XML declaration as an instruction, which it is not.
  if (node.nodeType === 7) return node.nodeName === 'xml' ? '' : instruction(node)
  return node.nodeType === 8 && how.comments ? `<!--${node.nodeValue ?? ''}-->` : ''
}
const instruction = (node: XmlNode) => `<?${node.nodeName}${node.nodeValue ? ` ${node.nodeValue}` : ''}?>`

/** The namespaces in scope where the element stands. */
function inherited(node: XmlNode): Map<string, string> {
  const found = new Map<string, string>()
  for (let above = node.parentNode; isElement(above); above = above.parentNode)
    for (const one of attributesOf(above))
      if (one.namespaceURI === xmlns) {
        const prefix = one.nodeName === 'xmlns' ? '' : (one.localName ?? '')
        if (!found.has(prefix)) found.set(prefix, one.nodeValue ?? '')
      }
  return found
}

export function attributesOf(node: XmlNode): XmlNode[] {
  return Array.from({ length: node.attributes?.length ?? 0 }, (_, i) => node.attributes!.item(i)!)
}

function write(
  node: XmlNode,
  how: Canonical,
  scope: Map<string, string>,
  rendered: Map<string, string>,
  out: string[],
  depth: number,
): void {
  if (how.without?.has(node)) return
  if (depth > deepest) throw new Malformed('XML: nested too deep')
  const own = attributesOf(node)
  const declared = own.filter((one) => one.namespaceURI === xmlns)
  const plain = own.filter((one) => one.namespaceURI !== xmlns)
  const here = declared.length ? new Map(scope) : scope
  for (const one of declared) here.set(one.nodeName === 'xmlns' ? '' : (one.localName ?? ''), one.nodeValue ?? '')
  const shown = namespaces(node, plain, how, here, rendered)
  const below = shown.length ? new Map([...rendered, ...shown]) : rendered
  // At the top an inclusive form carries along what xml: attributes stand above it.
  const carried = depth === 0 && !how.exclusive ? inheritedXml(node, plain, how) : []
  out.push(`<${node.nodeName}`)
  for (const [prefix, uri] of shown) out.push(` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${attributeText(uri)}"`)
  for (const one of [...plain, ...carried].sort(byName))
    out.push(` ${one.nodeName}="${attributeText(one.nodeValue ?? '')}"`)
  out.push('>')
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (isElement(child)) write(child, how, here, below, out, depth + 1)
    else if (child.nodeType === 3 || child.nodeType === 4) out.push(plainText(child.nodeValue ?? ''))
    else out.push(outside(child, how))
  }
  out.push(`</${node.nodeName}>`)
}

/** Those that must be declared on the element, in the order of their prefixes. */
function namespaces(
  node: XmlNode,
  plain: XmlNode[],
  how: Canonical,
  here: Map<string, string>,
  rendered: Map<string, string>,
): [string, string][] {
  const used = new Set<string>()
  if (how.exclusive) {
    used.add(node.prefix ?? '')
    for (const one of plain) if (one.prefix) used.add(one.prefix)
    for (const one of how.prefixes) if (here.has(one === '#default' ? '' : one)) used.add(one === '#default' ? '' : one)
  } else for (const prefix of here.keys()) used.add(prefix)
  const found: [string, string][] = []
  for (const prefix of [...used].sort()) {
    if (prefix === 'xml') continue
    const uri = here.get(prefix) ?? ''
    if ((rendered.get(prefix) ?? '') !== uri) found.push([prefix, uri])
  }
  return found
}

/** By 1.0 the nearest of each; by 1.1 (2.4) `xml:lang` and `xml:space` alone, and `xml:base` as all above would make it, which is not done here: it is told instead. */
function inheritedXml(node: XmlNode, plain: XmlNode[], { eleven }: Canonical): XmlNode[] {
  const found = new Map<string, XmlNode>()
  for (let above = node.parentNode; isElement(above); above = above.parentNode)
    for (const one of attributesOf(above)) {
      if (one.prefix !== 'xml') continue
      if (eleven && one.localName === 'base') throw new Malformed('XML: Canonical XML 1.1 below xml:base')
      if (eleven && one.localName !== 'lang' && one.localName !== 'space') continue
      if (!found.has(one.nodeName) && !plain.some((own) => own.nodeName === one.nodeName)) found.set(one.nodeName, one)
    }
  return [...found.values()]
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byName = (a: XmlNode, b: XmlNode) =>
  compare(a.namespaceURI ?? '', b.namespaceURI ?? '') || compare(a.localName ?? a.nodeName, b.localName ?? b.nodeName)

const attributeText = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(/\t/g, '&#x9;')
    .replace(/\n/g, '&#xA;')
    .replace(/\r/g, '&#xD;')
const plainText = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;')
