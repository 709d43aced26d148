import { createHash } from 'node:crypto'
import { canonicalText, declared, localOf, type Scope, startTag } from './canonical.ts'
import { type ContentSink, type Element, readXml, type Watcher } from './read-xml.ts'
import {
  certificateOf,
  childOf,
  digestMethods,
  exclusive,
  isSigned,
  type SignatureVerdict,
  signatureMethods,
} from './signature.ts'

/**
 * A signature over the whole document (a reference to `""` with the enveloped transform), as general XML signers make it: over everything but itself, in
 * canonical XML, inclusive or exclusive. Nodes on the way break it where they add their traces.
 */
export interface WholeSignature {
  element: Element
  /** Where it stands: names from the root. */
  path: string[]
}

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
/** How each is made canonical, by its name. Comments are no part of what `""` refers to. */
const forms: Record<string, { inclusive: boolean }> = {
  [inclusive]: { inclusive: true },
  [exclusive]: { inclusive: false },
}
const names = ['Signature', 'DigitalSignature']

/** The signature of a message where it refers to the whole document; else null. */
export function wholeSignature(root: Element): WholeSignature | null {
  for (const path of [['edXMLEnvelope', 'edXMLHeader'], []]) {
    let above: Element | null = root
    for (const name of path) above = childOf(above, name)
    const element = childOf(above, ...names)
    const info = childOf(element, 'SignedInfo')
    if (element && info?.children.some((one) => one.name === 'Reference' && one.attributes.URI === ''))
      return { element, path: [root.name, ...path, element.name] }
  }
  return null
}

/** Checks it, the message read once more as it comes, so that its size does not matter. */
export async function verifyWhole(
  { element, path }: WholeSignature,
  source: AsyncIterable<Uint8Array>,
): Promise<SignatureVerdict> {
  const certificate = certificateOf(element)
  const answer = (state: SignatureVerdict['state'], because: string | null = null) => ({
    state,
    because,
    certificate: certificate?.told ?? null,
  })
  const info = childOf(element, 'SignedInfo')
  const method = signatureMethods[algorithmOf(info, 'SignatureMethod')]
  const infoForm = forms[algorithmOf(info, 'CanonicalizationMethod')]
  const [reference, other] = info?.children.filter((one) => one.name === 'Reference') ?? []
  const [first, second, third] = childOf(reference, 'Transforms')?.children ?? []
  const form = second ? forms[second.attributes.Algorithm ?? ''] : forms[inclusive]
  const digest = digestMethods[algorithmOf(reference, 'DigestMethod')]
  if (!certificate) return answer('unreadable', 'X509Certificate')
  // Prefixes that exclusive form shall treat as inclusive would change what is said: not known here.
  const simple = first?.attributes.Algorithm === enveloped && !third && !second?.children.length
  const plainInfo = !childOf(info, 'CanonicalizationMethod')?.children.length
  if (!method || !infoForm || !form || !digest || other || !simple || !plainInfo)
    return answer('unreadable', 'SignedInfo')
  const hash = createHash(digest.hash)
  const canonical = new WholeDocument(path, form, infoForm, (part) => hash.update(part))
  await readXml(source, {
    isContent: (one) => one.name === 'ContentTransferEncoded',
    openContent: () => canonical.content(),
    watcher: canonical,
  })
  const said = (childOf(reference, 'DigestValue')?.text ?? '').replace(/\s/g, '')
  if (hash.digest('base64') !== said) return answer('broken', 'edXML')
  if (!isSigned(canonical.info, element, certificate.key, method)) return answer('broken', 'SignatureValue')
  return answer(method.weak || digest.weak ? 'weak' : 'valid')
}

const algorithmOf = (element: Element | null | undefined, name: string) =>
  childOf(element, name)?.attributes.Algorithm ?? ''

interface Frame {
  name: string
  scope: Scope
  said: Scope
  /** Attributes of the name space `xml`, which inclusive form takes over into a part. */
  xml: [string, string][]
}

/** Says a document in canonical form as it comes, without the signature at `path`, whose SignedInfo it keeps. */
class WholeDocument implements Watcher {
  info = ''
  readonly #stack: Frame[] = []
  /** How deep the signature began, while it is passed by. */
  #signature = 0
  #signatureOver = false
  /** How deep its SignedInfo began. */
  #info = 0
  #rootOver = false
  /** A carriage return at the end of a piece of content: a line feed may follow. */
  #waiting = ''

  constructor(
    private readonly path: string[],
    private readonly form: { inclusive: boolean },
    private readonly infoForm: { inclusive: boolean },
    private readonly say: (part: string) => void,
  ) {}

  open(name: string, given: Record<string, string>): void {
    const above = this.#stack.at(-1)
    const attributes = Object.entries(given)
    const frame: Frame = {
      name: localOf(name),
      scope: { ...above?.scope, ...declared(attributes) },
      said: { ...above?.said },
      xml: [
        ...(above?.xml ?? []).filter(([one]) => !(one in given)),
        ...attributes.filter(([one]) => one.startsWith('xml:')),
      ],
    }
    this.#stack.push(frame)
    const depth = this.#stack.length
    if (this.#signature === 0 && !this.#signatureOver && this.#isSignature()) this.#signature = depth
    if (this.#signature === 0) {
      this.say(startTag(name, attributes, frame.scope, frame.said, this.form))
    } else if (this.#info > 0) {
      this.info += startTag(name, attributes, frame.scope, frame.said, this.infoForm)
    } else if (depth === this.#signature + 1 && frame.name === 'SignedInfo' && !this.info) {
      this.#info = depth
      frame.said = {}
      const all = this.infoForm.inclusive
        ? [...frame.xml.filter(([one]) => !(one in given)), ...attributes]
        : attributes
      this.info = startTag(name, all, frame.scope, frame.said, this.infoForm)
    }
  }

  #isSignature(): boolean {
    return this.#stack.length === this.path.length && this.#stack.every((one, n) => one.name === this.path[n])
  }

  text(text: string): void {
    this.#put(canonicalText(text))
  }

  instruction(target: string, body: string): void {
    const said = `<?${target}${body ? ` ${body}` : ''}?>`
    if (this.#stack.length > 0) this.#put(said)
    else this.say(this.#rootOver ? `\n${said}` : `${said}\n`)
  }

  close(name: string): void {
    this.#put(`${canonicalContent(this.#waiting)}</${name}>`)
    this.#waiting = ''
    const depth = this.#stack.length
    if (this.#info === depth) this.#info = 0
    if (this.#signature === depth) {
      this.#signature = 0
      this.#signatureOver = true
    }
    this.#stack.pop()
    this.#rootOver ||= this.#stack.length === 0
  }

  #put(part: string): void {
    if (this.#info > 0) this.info += part
    else if (this.#signature === 0) this.say(part)
  }

  /** The content of an attachment is base64, so only its white space can be written in several ways. */
  content(): ContentSink {
    return {
      raw: true,
      write: async (text) => {
        const all = this.#waiting + text
        this.#waiting = all.endsWith('\r') ? '\r' : ''
        this.#put(canonicalContent(this.#waiting ? all.slice(0, -1) : all))
      },
      end: async () => '',
      abort: () => {},
    }
  }
}

const canonicalContent = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code === 13 ? '&#xD;' : String.fromCodePoint(code)
  })
