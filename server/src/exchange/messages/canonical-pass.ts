import type { Hash } from 'node:crypto'
import { Base64Decoder } from './base64.ts'
import { canonicalText, declared, type Form, type Scope, startTag } from './canonical.ts'
import { type ContentSink, type Element, readXml, type Watcher } from './read-xml.ts'

/** Something that a signature is over, as it is said in canonical form. */
export interface Capture {
  /** An element of the message as it was read before; null: the whole document. */
  of: Element | null
  form: Form
  /** Left out with everything in it: the signature itself. */
  without: Element | null
  say(part: string): void
}

interface Frame {
  element: Element
  /** How many of its children came. */
  children: number
  scope: Scope
  /** The captures that speak here, and what of name spaces each has said so far. */
  saying: Map<Capture, Scope>
  /** Attributes of the name space `xml`, which inclusive form takes over into a part. */
  xml: [string, string][]
}

/**
 * Reads a message once more as it comes, and says every capture of it in canonical form: its size does not matter. `contents` are elements with an
 * attachment in base64 and what hashes its bytes.
 */
export async function passCaptures(
  root: Element,
  source: AsyncIterable<Uint8Array>,
  captures: Capture[],
  contents: Map<Element, Hash[]> = new Map(),
): Promise<void> {
  const pass = new CanonicalPass(root, captures, contents)
  await readXml(source, {
    isContent: (one) => one.name === 'ContentTransferEncoded',
    openContent: () => pass.content(),
    watcher: pass,
  })
}

const isCarried = (xml: string, { inclusive, eleven }: Form) =>
  inclusive && (!eleven || xml === 'xml:lang' || xml === 'xml:space')

class CanonicalPass implements Watcher {
  readonly #stack: Frame[] = []
  #rootOver = false
  /** A carriage return at the end of a piece of content: a line feed may follow. */
  #waiting = ''

  constructor(
    private readonly root: Element,
    private readonly captures: Capture[],
    private readonly contents: Map<Element, Hash[]>,
  ) {}

  open(name: string, given: Record<string, string>): void {
    const above = this.#stack.at(-1)
    const attributes = Object.entries(given)
    // The same bytes read by the same reader: child by child the same elements.
    const element = above ? above.element.children[above.children++] : this.root
    if (!element) throw new Error('another message than before')
    const frame: Frame = {
      element,
      children: 0,
      scope: { ...above?.scope, ...declared(attributes) },
      saying: new Map(),
      xml: [
        ...(above?.xml ?? []).filter(([one]) => !(one in given)),
        ...attributes.filter(([one]) => one.startsWith('xml:')),
      ],
    }
    for (const one of this.captures) {
      const saidAbove = above?.saying.get(one)
      const begins = one.of === element || (one.of === null && !above)
      if ((!begins && !saidAbove) || one.without === element) continue
      const said = { ...(begins ? {} : saidAbove) }
      const carried = begins ? (above?.xml ?? []).filter(([xml]) => !(xml in given) && isCarried(xml, one.form)) : []
      one.say(startTag(name, [...carried, ...attributes], frame.scope, said, one.form))
      frame.saying.set(one, said)
    }
    this.#stack.push(frame)
  }

  text(text: string): void {
    this.#say(canonicalText(text))
  }

  instruction(target: string, body: string): void {
    const said = `<?${target}${body ? ` ${body}` : ''}?>`
    if (this.#stack.length > 0) this.#say(said)
    else for (const one of this.captures) if (one.of === null) one.say(this.#rootOver ? `\n${said}` : `${said}\n`)
  }

  close(name: string): void {
    this.#say(`${canonicalContent(this.#waiting)}</${name}>`)
    this.#waiting = ''
    this.#stack.pop()
    this.#rootOver ||= this.#stack.length === 0
  }

  #say(part: string): void {
    for (const one of this.#stack.at(-1)?.saying.keys() ?? []) one.say(part)
  }

  /** The content of an attachment is base64, so only its white space can be written in several ways. */
  content(): ContentSink {
    const element = this.#stack.at(-1)?.element
    const hashes = (element && this.contents.get(element)) ?? []
    const decoder = hashes.length > 0 ? new Base64Decoder(element?.path ?? '') : null
    return {
      raw: true,
      write: async (text) => {
        const bytes = decoder?.take(text.replace(spaceReference, ' '))
        if (bytes) for (const one of hashes) one.update(bytes)
        const all = this.#waiting + text
        this.#waiting = all.endsWith('\r') ? '\r' : ''
        this.#say(canonicalContent(this.#waiting ? all.slice(0, -1) : all))
      },
      end: async () => '',
      abort: () => {},
    }
  }
}

const spaceReference = /&#(?:x0*[9ad]|0*(?:9|10|13));/gi

const canonicalContent = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code === 13 ? '&#xD;' : String.fromCodePoint(code)
  })
