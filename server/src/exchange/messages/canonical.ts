import { SaxesParser } from 'saxes'

export type Scope = Record<string, string>
/** Which canonical form: inclusive, or exclusive but for some prefixes (`''` for none), which are treated as the inclusive one does. */
export interface Form {
  inclusive: boolean
  prefixes: readonly string[]
  /** Canonical XML 1.1: of what stands above a part it takes over `xml:lang` and `xml:space` alone (2.4). */
  eleven?: boolean
}
interface Frame {
  path: string
  /** What is declared here; the same as above where nothing new is. */
  scope: Scope
  /** What the canonical form of each open capture has said of namespaces so far; the same as above where nothing new is. */
  said: ReadonlyMap<Capture, Scope>
}
interface Capture {
  path: string
  depth: number
  parts: string[]
}

export const canonicalText = (value: string) =>
  value.replace(/[&<>\r]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '\r': '#xD' }[c]};`)
const attribute = (value: string) =>
  value.replace(
    /[&<"\t\n\r]/g,
    (c) => `&${{ '&': 'amp', '<': 'lt', '"': 'quot', '\t': '#x9', '\n': '#xA', '\r': '#xD' }[c]};`,
  )
const prefixOf = (name: string) => (name.includes(':') ? name.slice(0, name.indexOf(':')) : '')
const localOf = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Exclusive XML Canonicalization 1.0, without comments, of the elements at `paths` (local names from the fragment's root, `Header/Signature/SignedInfo`).
 * `around` are the namespace declarations of what the fragment was cut out of. Where two elements stand at one path, the first counts and `doubled` names it.
 */
export function canonicalParts(
  fragment: string,
  around: Record<string, string>,
  paths: readonly string[],
): { parts: Map<string, string>; doubled: string[] } {
  const found = new Map<string, Capture>()
  const doubled: string[] = []
  const stack: Frame[] = []
  let open: Capture[] = []
  const parser = new SaxesParser({ xmlns: false, fragment: true })
  parser.on('error', (error) => {
    throw error
  })
  const outside = declared(Object.entries(around))
  const wanted = new Set(paths)
  parser.on('opentag', (tag) => {
    const above = stack.at(-1)
    const attributes = Object.entries(tag.attributes as Record<string, string>)
    const given = above?.scope ?? outside
    const scope = attributes.length === 0 ? given : { ...given, ...declared(attributes) }
    const path = above ? `${above.path}/${localOf(tag.name)}` : localOf(tag.name)
    if (wanted.has(path)) {
      if (found.has(path)) doubled.push(path)
      else {
        const capture = { path, depth: stack.length + 1, parts: [] }
        found.set(path, capture)
        open.push(capture)
      }
    }
    const frame: Frame = { path, scope, said: above?.said ?? new Map() }
    stack.push(frame)
    const prefix = prefixOf(tag.name)
    for (const capture of open) {
      const before = frame.said.get(capture)
      // Most elements have no attributes and a prefix that was said: nothing is to be looked for.
      if (attributes.length === 0 && before && (scope[prefix] ?? '') === (before[prefix] ?? ''))
        capture.parts.push(`<${tag.name}>`)
      else {
        const said = { ...before }
        capture.parts.push(startTag(tag.name, attributes, scope, said))
        frame.said = new Map(frame.said).set(capture, said)
      }
    }
  })
  const say = (part: string) => {
    for (const capture of open) capture.parts.push(part)
  }
  parser.on('text', (value) => say(canonicalText(value)))
  parser.on('cdata', (value) => say(canonicalText(value)))
  parser.on('processinginstruction', ({ target, body }) => say(`<?${target}${body ? ` ${body}` : ''}?>`))
  parser.on('closetag', (tag) => {
    say(`</${tag.name}>`)
    if (open.length > 0) open = open.filter((capture) => capture.depth !== stack.length)
    stack.pop()
  })
  parser.write(fragment).close()
  return { parts: new Map([...found].map(([path, { parts }]) => [path, parts.join('')])), doubled }
}

export function declared(attributes: [string, string][]): Scope {
  const scope: Scope = {}
  for (const [name, value] of attributes) {
    if (name === 'xmlns') scope[''] = value
    else if (name.startsWith('xmlns:')) scope[name.slice(6)] = value
  }
  return scope
}

const xmlSpace = 'http://www.w3.org/XML/1998/namespace'

/**
 * A start tag as canonical XML has it: the namespaces that `said`, what was written around it, lacks (exclusive: those that the tag uses; inclusive: all in
 * scope), and its attributes, in order. Adds to `said`.
 */
export function startTag(
  name: string,
  attributes: [string, string][],
  scope: Scope,
  said: Scope,
  { inclusive, prefixes }: Form = { inclusive: false, prefixes: [] },
): string {
  const own = attributes.filter(([attributeName]) => attributeName !== 'xmlns' && !attributeName.startsWith('xmlns:'))
  const used = inclusive
    ? new Set(Object.keys({ ...said, ...scope }))
    : new Set([prefixOf(name), ...prefixes, ...own.map(([attributeName]) => prefixOf(attributeName)).filter(Boolean)])
  used.delete('xml')
  const spaces = [...used]
    .filter((prefix) => (scope[prefix] ?? '') !== (said[prefix] ?? ''))
    .sort()
    .map((prefix) => {
      said[prefix] = scope[prefix] ?? ''
      return ` xmlns${prefix ? `:${prefix}` : ''}="${attribute(said[prefix])}"`
    })
  const spaceOf = (prefix: string) => (prefix === 'xml' ? xmlSpace : prefix ? (scope[prefix] ?? '') : '')
  const sorted = own
    .map(([attributeName, value]) => ({
      attributeName,
      value,
      key: `${spaceOf(prefixOf(attributeName))}\0${localOf(attributeName)}`,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ attributeName, value }) => ` ${attributeName}="${attribute(value)}"`)
  return `<${name}${spaces.join('')}${sorted.join('')}>`
}
