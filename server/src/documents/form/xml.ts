/**
 * XML of a DOCX as a tree that knows where each element stands in the text, so that a change touches what it changes and not a byte beside it.
 * Reads what Word and LibreOffice write; a document type (and with it entities of its own) is refused.
 */
export interface Node {
  name: string
  /** From `<` to behind the closing `>`. */
  start: number
  end: number
  /** What stands between the tags; empty at `openEnd` where the element closes itself. */
  openEnd: number
  closeStart: number
  attributes: string
  children: Node[]
}

export class BrokenXml extends Error {}
export class TooLarge extends Error {}

const mostNodes = 3_000_000
const mostDepth = 400

/** @throws BrokenXml, TooLarge */
export function readXml(xml: string): Node {
  if (/<!DOCTYPE|<!ENTITY/iu.test(xml.slice(0, 4000))) throw new BrokenXml('a document type')
  const root: Node = {
    name: '',
    start: 0,
    end: xml.length,
    openEnd: 0,
    closeStart: xml.length,
    attributes: '',
    children: [],
  }
  const open: Node[] = [root]
  let nodes = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const next = xml[at + 1]
    if (next === '?' || next === '!') {
      const ends =
        next === '?' ? '?>' : xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : '>'
      const end = xml.indexOf(ends, at)
      if (end < 0) throw new BrokenXml('an open comment')
      at = end + ends.length
      continue
    }
    const end = endOfTag(xml, at)
    const parent = open.at(-1)
    if (!parent) throw new BrokenXml('text after the end')
    if (next === '/') {
      const name = xml.slice(at + 2, end).trim()
      if (parent.name !== name) throw new BrokenXml(`${name} closes ${parent.name}`)
      parent.closeStart = at
      parent.end = end + 1
      open.pop()
    } else {
      nodes += 1
      if (nodes > mostNodes || open.length > mostDepth) throw new TooLarge(String(nodes))
      const closed = xml[end - 1] === '/'
      const inside = xml.slice(at + 1, closed ? end - 1 : end)
      const space = inside.search(/\s/u)
      const node: Node = {
        name: space < 0 ? inside : inside.slice(0, space),
        start: at,
        end: end + 1,
        openEnd: end + 1,
        closeStart: end + 1,
        attributes: space < 0 ? '' : inside.slice(space),
        children: [],
      }
      parent.children.push(node)
      if (!closed) open.push(node)
    }
    at = end + 1
  }
  if (open.length !== 1) throw new BrokenXml('an element is not closed')
  return root
}

/** The `>` that ends a tag; one may stand inside a value. */
function endOfTag(xml: string, at: number): number {
  let quote = ''
  for (let n = at + 1; n < xml.length; n++) {
    const char = xml[n] as string
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return n
  }
  throw new BrokenXml('an open tag')
}

export const child = (node: Node | null | undefined, name: string): Node | null =>
  node?.children.find((one) => one.name === name) ?? null

/** Every element of a name below a node, in order. */
export function below(node: Node, name: string): Node[] {
  const found: Node[] = []
  const walk = (one: Node) => {
    for (const inner of one.children) {
      if (inner.name === name) found.push(inner)
      walk(inner)
    }
  }
  walk(node)
  return found
}

/** The value of an attribute by its full name, or null. */
export function attribute(node: Node | null | undefined, name: string): string | null {
  if (!node) return null
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(node.attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
export const unescapeXml = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/giu, (whole, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : -1
    if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    return entities[name] ?? whole
  })
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
