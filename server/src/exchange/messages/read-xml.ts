import { SaxesParser } from 'saxes'
import { refuse } from '../../platform/http/index.ts'
import { decodeXml } from './decode-xml.ts'

/** One element of a message, small enough to hold. */
export interface Element {
  /** Without prefix: senders differ in prefixes and namespaces, and nothing else tells elements apart. */
  name: string
  /** From the root, as a person finds it: `edXML/edXMLEnvelope/…/Subject`. */
  path: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** Where the content of an attachment goes, piece by piece. */
export interface ContentSink {
  write(text: string): Promise<void>
  end(): Promise<string>
  /** The message breaks off or is refused: nothing of it is kept. */
  abort(error: unknown): void
  /** It wants the text as it stands, with references and line ends of whatever kind. */
  raw?: true
}

/** Who is told of everything as it comes, but of the contents of attachments. */
export interface Watcher {
  open(name: string, attributes: Record<string, string>): void
  text(text: string): void
  instruction(target: string, body: string): void
  close(name: string): void
}

export interface ReadOptions {
  /** Whether an element's text is an attachment's content: it is streamed, and its element's text is what the sink answers. */
  isContent(element: Element): boolean
  openContent(element: Element): ContentSink
  watcher?: Watcher
}

/** Everything of a message but the contents of its attachments. */
const most = { characters: 4_000_000, elements: 20_000, depth: 40 }

export interface ReadXml {
  root: Element
  /** The text of the first child of the root, as it was received: what a signature in it covers. */
  envelope: string
}

/**
 * Reads XML as it comes, without holding the contents of attachments. There is no document type, no entity but the five of XML, nothing is fetched.
 * @throws exchange.encoding-wrong, exchange.not-xml, exchange.doctype, exchange.too-deep, exchange.header-too-large
 */
export async function readXml(source: AsyncIterable<Uint8Array | string>, options: ReadOptions): Promise<ReadXml> {
  const reader = new Reader(options)
  try {
    for await (const text of decodeXml(source)) await reader.take(text)
    return reader.finish()
  } catch (error) {
    reader.abort(error)
    throw error
  }
}

interface Streamed {
  element: Element
  sink: ContentSink
  inCdata: boolean
}

class Reader {
  #parser = new SaxesParser({ xmlns: false })
  #stack: Element[] = []
  #root: Element | null = null
  #characters = 0
  #elements = 0
  /** The element whose content is streamed past the parser, and where it goes. */
  #streamed: Streamed | null = null
  #asked: Element | null = null
  #waiting = ''
  #envelope = ''
  #envelopeEnded = false
  #broken: unknown = null

  constructor(private readonly options: ReadOptions) {
    this.#parser.on('error', (error) => {
      this.#broken ??= refuse('exchange.not-xml', { what: faultOf(error.message), ...this.#where() })
    })
    this.#parser.on('doctype', () => {
      this.#broken = refuse('exchange.doctype', this.#where())
    })
    this.#parser.on('opentag', (tag) => this.#open(tag.name, tag.attributes as Record<string, string>))
    this.#parser.on('text', (text) => this.#addText(text))
    this.#parser.on('cdata', (text) => this.#addText(text))
    this.#parser.on('processinginstruction', ({ target, body }) => options.watcher?.instruction(target, body))
    this.#parser.on('closetag', (tag) => this.#close(tag.name))
  }

  #where() {
    const { line, column } = this.#parser
    return { line, column: column + 1, element: this.#stack.at(-1)?.path ?? '' }
  }

  async take(text: string): Promise<void> {
    let rest = this.#waiting + text
    this.#waiting = ''
    while (rest) {
      if (!this.#streamed) rest = this.#feed(rest)
      else if (this.#streamed.inCdata) rest = await this.#passCdata(rest, this.#streamed)
      else rest = await this.#pass(rest, this.#streamed)
    }
  }

  /** Feeds the parser up to the next end of a tag, so that the content of an attachment never reaches it. Answers what is left. */
  #feed(text: string): string {
    const end = text.indexOf('>')
    const piece = end < 0 ? text : text.slice(0, end + 1)
    this.#characters += piece.length
    if (this.#characters > most.characters)
      throw refuse('exchange.header-too-large', { element: this.#stack.at(-1)?.path ?? '', most: most.characters })
    const before = this.#stack.length
    this.#parser.write(piece)
    if (this.#broken) throw this.#broken
    if (!this.#envelopeEnded && (this.#stack.length > 1 || before > 1)) this.#envelope += piece
    if (before === 2 && this.#stack.length === 1) this.#envelopeEnded = true
    if (this.#asked) {
      this.#streamed = { element: this.#asked, sink: this.options.openContent(this.#asked), inCdata: false }
      this.#asked = null
    }
    return end < 0 ? '' : text.slice(end + 1)
  }

  /** Passes the text of an attachment on; at its end tag the parser goes on. */
  async #pass(text: string, streamed: Streamed): Promise<string> {
    const end = text.indexOf('<')
    const piece = end < 0 ? text : text.slice(0, end)
    // A character reference may be cut in two.
    const cut = end < 0 ? /&[^;]{0,9}$/.exec(piece) : null
    const whole = cut ? piece.slice(0, cut.index) : piece
    await streamed.sink.write(streamed.sink.raw ? whole : whole.replace(/&#(?:x0*[9ad]|0*(?:9|10|13));/gi, ' '))
    if (end < 0) {
      this.#waiting = cut?.[0] ?? ''
      return ''
    }
    const rest = text.slice(end)
    if ('<![CDATA['.startsWith(rest)) {
      this.#waiting = rest
      return ''
    }
    if (rest.startsWith('<![CDATA[')) {
      streamed.inCdata = true
      return rest.slice(9)
    }
    const tag = rest.indexOf('>')
    if (tag < 0 && rest.length < 1000) {
      this.#waiting = rest
      return ''
    }
    if (!rest.startsWith('</')) throw refuse('exchange.not-xml', { what: rest.slice(0, 20), ...this.#where() })
    const left = this.#feed(rest)
    streamed.element.text = await streamed.sink.end()
    this.#streamed = null
    return left
  }

  async #passCdata(text: string, streamed: Streamed): Promise<string> {
    const end = text.indexOf(']]>')
    if (end >= 0) {
      await streamed.sink.write(text.slice(0, end))
      streamed.inCdata = false
      return text.slice(end + 3)
    }
    const cut = /\]{1,2}$/.exec(text)
    await streamed.sink.write(cut ? text.slice(0, cut.index) : text)
    this.#waiting = cut?.[0] ?? ''
    return ''
  }

  #open(qualified: string, attributes: Record<string, string>): void {
    if (this.#broken) return
    const name = qualified.slice(qualified.indexOf(':') + 1)
    const above = this.#stack.at(-1)
    const element: Element = { name, path: above ? `${above.path}/${name}` : name, attributes, children: [], text: '' }
    this.#elements += 1
    if (this.#stack.length >= most.depth)
      this.#broken = refuse('exchange.too-deep', { ...this.#where(), most: most.depth })
    else if (this.#elements > most.elements)
      this.#broken = refuse('exchange.header-too-large', { element: element.path, most: most.elements })
    if (this.#broken) return
    if (above) above.children.push(element)
    else this.#root = element
    this.#stack.push(element)
    this.options.watcher?.open(qualified, attributes)
    if (this.options.isContent(element)) this.#asked = element
  }

  #addText(text: string): void {
    const element = this.#stack.at(-1)
    if (!element) return
    element.text += text
    this.options.watcher?.text(text)
  }

  #close(qualified: string): void {
    this.options.watcher?.close(qualified)
    this.#stack.pop()
    this.#asked = null
  }

  abort(error: unknown): void {
    this.#streamed?.sink.abort(error)
  }

  /** @throws exchange.not-xml where the message ends too early */
  finish(): ReadXml {
    if (this.#streamed) throw refuse('exchange.not-xml', { what: 'cut', ...this.#where() })
    if (this.#waiting) this.#parser.write(this.#waiting)
    this.#parser.close()
    if (this.#broken) throw this.#broken
    if (!this.#root) throw refuse('exchange.not-xml', { what: 'cut', ...this.#where() })
    return { root: this.#root, envelope: this.#envelope }
  }
}

/** The parser's words; the two faults that people meet have words of their own. */
const faultOf = (message: string): string => {
  const said = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
  if (/^(text data outside of root node|document must contain a root element)/.test(said)) return 'start'
  return /^(unclosed tag|unexpected end)/.test(said) ? 'cut' : said
}
