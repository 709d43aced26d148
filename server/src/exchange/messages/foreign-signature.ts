import { createHash, type Hash } from 'node:crypto'
import { type Capture, passCaptures } from './canonical-pass.ts'
import { formOf, type Reference, referencesOf } from './foreign-references.ts'
import type { Element } from './read-xml.ts'
import {
  certificatesOf,
  childOf,
  digestMethods,
  elementAt,
  isOwnForm,
  isSigned,
  type ReadCertificate,
  type SignatureVerdict,
  signatureMethods,
  signedElements,
} from './signature.ts'

/**
 * A signature as general XML signers make it (XML Signature, XAdES): over the whole document but itself, over parts by their identifier wherever they
 * stand, over its own properties, over files by `cid:`, in canonical XML of each kind. It counts where together they cover what a message says and brings.
 */
export function foreignSignature(root: Element): Element | null {
  for (const path of [['edXMLEnvelope', 'edXMLHeader'], []]) {
    let above: Element | null = root
    for (const name of path) above = childOf(above, name)
    const signature = childOf(above, 'Signature', 'DigitalSignature')
    if (signature && signature.children.length > 0)
      return path.length > 0 && isOwnForm(root, signature) ? null : signature
  }
  return null
}

/** So many parts are said anew in one reading: each costs as much as what it is over. */
const mostCaptures = 16

interface Named {
  reference: Reference
  /** Null: the whole document; of a file the element that holds its bytes. */
  of: Element | null
  file: boolean
}

/** Checks it, the message read once more as it comes, so that its size does not matter. */
export async function verifyForeign(
  root: Element,
  signature: Element,
  again: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<SignatureVerdict> {
  const certificates = certificatesOf(signature)
  const [first] = certificates
  const answer = (state: SignatureVerdict['state'], because: string | null, by = first) => ({
    state,
    because,
    certificate: by?.told ?? null,
  })
  if (!first) return answer('unreadable', 'X509Certificate')
  const info = childOf(signature, 'SignedInfo')
  const method = signatureMethods[childOf(info, 'SignatureMethod')?.attributes.Algorithm ?? '']
  const infoForm = formOf(childOf(info, 'CanonicalizationMethod'))
  const references = referencesOf(info)
  if (!info || !method || !infoForm || !references) return answer('unreadable', 'SignedInfo')
  const tree = treeOf(root)
  if (infoForm.eleven && tree.hasBase(info)) return answer('unreadable', 'SignedInfo')
  const named: Named[] = []
  for (const one of references) {
    const found = resolve(one, signature, tree)
    if (typeof found === 'string') return answer(found === 'unknown' ? 'unreadable' : 'broken', shown(one))
    named.push(found)
  }
  if (named.filter((one) => !one.file).length > mostCaptures) return answer('unreadable', 'SignedInfo')
  const said: string[] = []
  const digests = await digestAll(root, named, signature, again, {
    of: info,
    form: infoForm,
    without: null,
    say: (part) => said.push(part),
  })
  const wrong = named.find((one, n) => digests[n] !== one.reference.value)
  if (wrong) return answer('broken', shown(wrong.reference))
  const signer = certificates.find((one) => isSigned(said.join(''), signature, one.key, method))
  if (!signer) return answer('broken', 'SignatureValue')
  if (!isNamedSigner(signature, signer, named, tree)) return answer('broken', 'SigningCertificate', signer)
  const bare = uncovered(root, signature, named, tree)
  // It is whole, but proves nothing of what the message says.
  if (bare) return answer('unreadable', bare.name, signer)
  return answer(method.weak || references.some((one) => one.digest.weak) ? 'weak' : 'valid', null, signer)
}

const shown = ({ uri }: Reference) => (uri === '' || uri === '#xpointer(/)' ? 'edXML' : uri)

interface Tree {
  /** By `Id`, however it is written. */
  byId: Map<string, Element[]>
  /** What holds the bytes of an attachment, by its name in the message. */
  contents: Map<string, Element>
  isWithin(element: Element, above: Element): boolean
  /** Whether `xml:base` stands at it or above: Canonical XML 1.1 would reckon it anew (2.4), which is not done here. */
  hasBase(element: Element): boolean
}
const idNames = ['Id', 'ID', 'id', 'xml:id', 'wsu:Id']

function treeOf(root: Element): Tree {
  const parents = new Map<Element, Element>()
  const byId: Tree['byId'] = new Map()
  const waiting = [root]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { attributes } = one
    for (const id of new Set(idNames.flatMap((name) => attributes[name] ?? [])))
      byId.set(id, [...(byId.get(id) ?? []).slice(0, 1), one])
    for (const child of one.children) {
      parents.set(child, one)
      waiting.push(child)
    }
  }
  const above = (element: Element): Element[] => {
    const found: Element[] = []
    for (let at = parents.get(element); at; at = parents.get(at)) found.push(at)
    return found
  }
  return {
    byId,
    contents: new Map(
      (childOf(root, 'AttachmentEncoded')?.children ?? []).flatMap((one) => {
        const content = childOf(one, 'ContentTransferEncoded')
        return content ? [[plainId(childOf(one, 'ContentId')?.text ?? ''), content] as const] : []
      }),
    ),
    isWithin: (element, top) => element === top || above(element).includes(top),
    hasBase: (element) => [element, ...above(element)].some((one) => 'xml:base' in one.attributes),
  }
}
const plainId = (text: string) => text.normalize('NFC').trim().replace(/^cid:/i, '')

/** What a reference names, once: `missing` and `doubled` break the signature, `unknown` is a form not known here. */
function resolve(reference: Reference, signature: Element, tree: Tree): Named | 'missing' | 'doubled' | 'unknown' {
  const { uri } = reference
  if (uri === '' || uri === '#xpointer(/)')
    return reference.enveloped ? { reference, of: null, file: false } : 'unknown'
  if (/^cid:/i.test(uri)) {
    const of = tree.contents.get(plainId(uri))
    return of ? { reference, of, file: true } : 'missing'
  }
  if (!uri.startsWith('#')) return 'unknown'
  const [of, other] = tree.byId.get(/^#xpointer\(id\(['"](.+)['"]\)\)$/.exec(uri)?.[1] ?? uri.slice(1)) ?? []
  if (!of) return 'missing'
  if (other) return 'doubled'
  if (reference.enveloped && tree.isWithin(of, signature)) return 'unknown'
  if (reference.form.eleven && tree.hasBase(of)) return 'unknown'
  // Only the content of an attachment is decoded as it comes.
  if (reference.decoded && of.name !== 'ContentTransferEncoded') return 'unknown'
  return { reference, of, file: reference.decoded }
}

/** The digest of what each reference names, in base64, in step with them; `info` is said beside. */
async function digestAll(
  root: Element,
  named: Named[],
  signature: Element,
  again: () => Promise<AsyncIterable<Uint8Array>>,
  info: Capture,
): Promise<string[]> {
  const captures = [info]
  const contents = new Map<Element, Hash[]>()
  const hashes = named.map(({ reference, of, file }) => {
    const hash = createHash(reference.digest.hash)
    if (file && of) contents.set(of, [...(contents.get(of) ?? []), hash])
    else
      captures.push({
        of,
        form: reference.form,
        without: reference.enveloped ? signature : null,
        say: (part) => hash.update(part),
      })
    return hash
  })
  await passCaptures(root, await again(), captures, contents)
  return hashes.map((one) => one.digest('base64'))
}

/** Signed properties (XAdES) may name the signer’s certificate by its digest: then it is that one. */
function isNamedSigner(signature: Element, signer: ReadCertificate, named: Named[], tree: Tree): boolean {
  const properties = signature.children
    .filter((one) => one.name === 'Object')
    .flatMap((one) => childOf(childOf(one, 'QualifyingProperties'), 'SignedProperties') ?? [])
    .find((one) => named.some(({ of }) => of !== null && tree.isWithin(one, of)))
  const listed = childOf(childOf(properties, 'SignedSignatureProperties'), 'SigningCertificate', 'SigningCertificateV2')
  const digest = childOf(childOf(listed, 'Cert'), 'CertDigest')
  if (!digest) return true
  const method = digestMethods[childOf(digest, 'DigestMethod')?.attributes.Algorithm ?? '']
  const value = (childOf(digest, 'DigestValue')?.text ?? '').replace(/\s/g, '')
  return method !== undefined && createHash(method.hash).update(signer.der).digest('base64') === value
}

/** What a message says or brings and no reference covers. */
function uncovered(root: Element, signature: Element, named: Named[], tree: Tree): Element | null {
  const needed = [
    ...signedElements.flatMap(({ paths }) => paths.flatMap((path) => elementAt(root, path) ?? []).slice(0, 1)),
    ...tree.contents.values(),
  ]
  const covers = ({ reference, of, file }: Named, one: Element) =>
    file
      ? of === one
      : (of === null || tree.isWithin(one, of)) && !(reference.enveloped && tree.isWithin(one, signature))
  return needed.find((one) => !named.some((two) => covers(two, one))) ?? null
}
