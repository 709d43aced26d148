import type { Form } from './canonical.ts'
import type { Element } from './read-xml.ts'
import { childOf, digestMethods, exclusive } from './signature.ts'

/** A reference of a signature as general XML signers make it. */
export interface Reference {
  uri: string
  digest: { hash: string; weak?: true }
  value: string
  form: Form
  /** The signature itself is left out of what it names. */
  enveloped: boolean
  /** What it names is base64, and the bytes are signed. */
  decoded: boolean
}

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const base64 = 'http://www.w3.org/2000/09/xmldsig#base64'
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const inclusive11 = 'http://www.w3.org/2006/12/xml-c14n11'
const withComments: Record<string, string> = {
  [`${exclusive}WithComments`]: exclusive,
  [`${inclusive}#WithComments`]: inclusive,
  [`${inclusive11}#WithComments`]: inclusive11,
}
/** More than anybody writes for the files of one message; of what is said anew from the message itself fewer. */
const most = { references: 300, transforms: 2 }

/** What `CanonicalizationMethod` or a `Transform` asks for; null where it is not known here. Comments are no part of what a message's signature refers to. */
export function formOf(element: Element | null | undefined, comments = false): Form | null {
  const asked = element?.attributes.Algorithm ?? ''
  const algorithm = (comments && withComments[asked]) || asked
  const [list, other] = element?.children ?? []
  if (algorithm === exclusive) {
    if (other || (list && list.name !== 'InclusiveNamespaces')) return null
    const prefixes = (list?.attributes.PrefixList ?? '').split(/\s+/).filter(Boolean)
    return { inclusive: false, prefixes: prefixes.map((one) => (one === '#default' ? '' : one)) }
  }
  if (list || (algorithm !== inclusive && algorithm !== inclusive11)) return null
  return { inclusive: true, prefixes: [], eleven: algorithm === inclusive11 }
}

/** The references of a signature; null where one of them is of a form that is not known here. */
export function referencesOf(info: Element | null): Reference[] | null {
  const all = info?.children.filter((one) => one.name === 'Reference') ?? []
  if (all.length === 0 || all.length > most.references) return null
  const read = all.map(readReference)
  return read.every((one) => one !== null) ? read : null
}

function readReference(element: Element): Reference | null {
  const { URI: uri } = element.attributes
  const digest = digestMethods[childOf(element, 'DigestMethod')?.attributes.Algorithm ?? '']
  const transforms = childOf(element, 'Transforms')?.children ?? []
  if (uri === undefined || !digest || transforms.length > most.transforms) return null
  const reference: Reference = {
    uri,
    digest,
    value: (childOf(element, 'DigestValue')?.text ?? '').replace(/\s/g, ''),
    // What XML Signature says where no transform does.
    form: { inclusive: true, prefixes: [] },
    enveloped: false,
    decoded: false,
  }
  for (const [at, one] of transforms.entries()) {
    const form = formOf(one, !uri.startsWith('#xpointer'))
    if (one.attributes.Algorithm === enveloped && at === 0) reference.enveloped = true
    else if (one.attributes.Algorithm === base64 && transforms.length === 1) reference.decoded = true
    else if (form && at === transforms.length - 1) reference.form = form
    else return null
  }
  // The bytes of a file have no form.
  return /^cid:/i.test(uri) && transforms.length > (reference.decoded ? 1 : 0) ? null : reference
}
