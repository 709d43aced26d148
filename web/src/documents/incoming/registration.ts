import type { DocumentRecord } from '@mocban/contract/documents'
import {
  type Arrival,
  type IncomingFacts,
  offeredBySender,
  type SuggestedIssuer,
} from '@mocban/contract/documents-incoming'
import type { Suggestion } from '@mocban/contract/documents-reading'
import type { UploadedFile } from '@mocban/contract/uploads'

/** What the clerk fills in; every field has a value, empty where nothing is known. */
export interface Facts {
  arrivedOn: string
  issuerName: string
  issuerUnitId: string | null
  symbol: string
  issuedOn: string | null
  typeCode: string
  abstract: string
  urgency: NonNullable<IncomingFacts['urgency']>
  secrecy: NonNullable<IncomingFacts['secrecy']>
  signerName: string
  signerTitle: string
  addressedTo: string
  pageCount: string
  copies: string
  dueOn: string | null
  fileCode: string
  note: string
  /** The class of confidentiality that was chosen; none as far as the agency's rules have none. */
  classId: string | null
}
export type Field = keyof Facts

/** A value that the file or the sender gave, until the clerk accepts or changes it. */
export interface Offer {
  value: string
  page: number
  rects: Suggestion['rects']
  from: 'file' | 'sender' | 'symbol'
  verdict: 'offered' | 'accepted' | 'changed' | 'refused'
  /** Read from a poor picture, or found in an unusual place: to be compared with the page. */
  doubtful?: boolean
  term?: Suggestion['term']
}
export type Offers = Partial<Record<Field, Offer>>

export interface Registration {
  facts: Facts
  offers: Offers
  /** Fields that the clerk typed in: no suggestion goes over them. */
  typed: Partial<Record<Field, true>>
  files: UploadedFile[]
}

const emptyFacts = (today: string): Facts => ({
  arrivedOn: today,
  issuerName: '',
  issuerUnitId: null,
  symbol: '',
  issuedOn: null,
  typeCode: '',
  abstract: '',
  urgency: 'normal',
  secrecy: 'none',
  signerName: '',
  signerTitle: '',
  addressedTo: '',
  pageCount: '',
  copies: '1',
  dueOn: null,
  fileCode: '',
  note: '',
  classId: null,
})

export const emptyRegistration = (today: string): Registration => ({
  facts: emptyFacts(today),
  offers: {},
  typed: {},
  files: [],
})

const offeredFields: Partial<Record<Suggestion['field'], Field>> = {
  symbol: 'symbol',
  issuedOn: 'issuedOn',
  issuerName: 'issuerName',
  typeCode: 'typeCode',
  abstract: 'abstract',
  urgency: 'urgency',
  secrecy: 'secrecy',
  signerName: 'signerName',
  signerTitle: 'signerTitle',
  addressees: 'addressedTo',
  recipients: 'addressedTo',
  dueOn: 'dueOn',
}

/** Puts what was read into the fields that the clerk has not typed in; each stays an offer until it is accepted. */
export function withSuggestions(
  before: Registration,
  suggestions: Suggestion[],
  pageCount: number | null,
): Registration {
  const after = { ...before, facts: { ...before.facts }, offers: { ...before.offers } }
  for (const one of suggestions) {
    const field = offeredFields[one.field]
    if (!field || before.typed[field] || one.confidence < 0.2) continue
    // Those it is written to come before those who get a copy.
    if (one.field === 'recipients' && suggestions.some((other) => other.field === 'addressees')) continue
    const bySender = before.offers[field]
    if (bySender?.from === 'sender') {
      after.offers[field] = { ...bySender, page: one.page, rects: one.rects }
      continue
    }
    // What was due before it arrived is no deadline any more.
    if (field === 'dueOn' && one.value !== '' && one.value < before.facts.arrivedOn) continue
    const term = one.term ? { term: one.term } : {}
    after.offers[field] = {
      value: one.value,
      page: one.page,
      rects: one.rects,
      from: 'file',
      verdict: 'offered',
      ...term,
      ...(one.confidence < 0.6 ? { doubtful: true } : {}),
    }
    if (one.value !== '') set(after.facts, field, one.value)
    if (field === 'issuerName') after.facts.issuerUnitId = one.unitId ?? null
  }
  if (pageCount !== null && !before.typed.pageCount) after.facts.pageCount = String(pageCount)
  return after
}

/** The issuer that the symbol names: offered where it can be one only, nobody typed one and the file did not say it; taken back when the symbol becomes another. */
export function withIssuers(before: Registration, issuers: SuggestedIssuer[]): Registration {
  const offered = before.offers.issuerName
  const typed = before.typed.issuerName && before.facts.issuerName.trim() !== ''
  if (typed || (offered && (offered.from !== 'symbol' || offered.verdict !== 'offered'))) return before
  if (offered && issuers.some((one) => one.name === before.facts.issuerName)) return before
  const first = issuers.length === 1 ? issuers[0] : undefined
  const { issuerName: _, ...offers } = before.offers
  if (!first)
    return offered ? { ...before, offers, facts: { ...before.facts, issuerName: '', issuerUnitId: null } } : before
  return withIssuer({ ...before, offers }, first)
}

/** An issuer that the symbol names, also one chosen among several; Enter moves on, typing changes it. */
export function withIssuer(before: Registration, issuer: SuggestedIssuer): Registration {
  const { name, unitId } = issuer
  return {
    ...before,
    facts: { ...before.facts, issuerName: name, issuerUnitId: unitId },
    offers: {
      ...before.offers,
      issuerName: { value: name, page: 1, rects: [], from: 'symbol', verdict: 'offered' },
    },
  }
}

/** The facts that a sender inside the province gave with the document. */
export function withArrival(before: Registration, { facts }: Arrival): Registration {
  const after = { ...before, facts: { ...before.facts, issuerUnitId: facts.issuerUnitId }, offers: {} as Offers }
  for (const field of offeredBySender) {
    if (!facts[field]) continue
    const value = String(facts[field])
    set(after.facts, field, value)
    after.offers[field] = { value, page: 1, rects: [], from: 'sender', verdict: 'offered' }
  }
  return after
}

/** What was registered, to correct it. */
export function factsOfRecord(record: DocumentRecord): Facts {
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    arrivedOn: record.arrivedOn ?? '',
    issuerName: record.issuerName ?? '',
    issuerUnitId: record.issuerUnitId,
    symbol: record.symbol ?? '',
    issuedOn: record.issuedOn,
    typeCode: record.typeCode,
    abstract: record.abstract,
    urgency: record.urgency,
    secrecy: 'none',
    signerName: record.signerName ?? '',
    signerTitle: record.signerTitle ?? '',
    addressedTo: record.addressedTo ?? '',
    pageCount: number(record.pageCount),
    copies: number(record.copies),
    dueOn: record.dueOn,
    fileCode: record.fileCode ?? '',
    note: record.note ?? '',
    classId: null,
  }
}

/** A field as the clerk changed it. */
export function withTyped<F extends Field>(before: Registration, field: F, value: Facts[F]): Registration {
  const facts = { ...before.facts, [field]: value }
  // A name typed by hand is no longer that of the unit which was recognised.
  if (field === 'issuerName') facts.issuerUnitId = null
  const offer = before.offers[field]
  const verdict = value === offer?.value ? 'accepted' : value === '' || value === null ? 'refused' : 'changed'
  return {
    ...before,
    facts,
    typed: { ...before.typed, [field]: true },
    offers: offer ? { ...before.offers, [field]: { ...offer, verdict } } : before.offers,
  }
}

/** The clerk took the offered value over with Enter. */
export function withAccepted(before: Registration, field: Field): Registration {
  const offer = before.offers[field]
  if (offer?.verdict !== 'offered') return before
  return { ...before, offers: { ...before.offers, [field]: { ...offer, verdict: 'accepted' } } }
}

/** What keeps it from being registered, field by field, as keys of the languages. */
export function missing(
  facts: Facts,
  today: string,
): Partial<Record<Field, 'required' | 'futureDate' | 'dateAfterArrival'>> {
  const found: ReturnType<typeof missing> = {}
  if (!facts.issuerName.trim()) found.issuerName = 'required'
  if (!facts.abstract.trim()) found.abstract = 'required'
  if (!facts.typeCode) found.typeCode = 'required'
  if (!facts.arrivedOn) found.arrivedOn = 'required'
  else if (facts.arrivedOn > today) found.arrivedOn = 'futureDate'
  if (facts.issuedOn && facts.arrivedOn && facts.issuedOn > facts.arrivedOn) found.issuedOn = 'dateAfterArrival'
  return found
}

/** The body of the registration. What was still offered counts as accepted: the clerk saw it and registered. */
export function bodyOf(
  { facts, offers, files }: Registration,
  more: { deliveryId?: string | null; begunId?: string; duplicatesSeen: boolean },
) {
  const number = (value: string) => (/^\d+$/.test(value.trim()) ? Number(value) : null)
  return {
    facts: {
      ...facts,
      pageCount: number(facts.pageCount),
      copies: number(facts.copies),
      channel: 'upload' as const,
    },
    files: files.map((file) => ({ sha256: file.sha256, name: file.name, mediaType: file.mediaType })),
    suggested: Object.fromEntries(
      Object.entries(offers).map(([field, offer]) => [
        field,
        offer.verdict === 'offered' ? ('accepted' as const) : offer.verdict,
      ]),
    ),
    ...more,
  }
}

function set<F extends Field>(facts: Facts, field: F, value: string): void {
  facts[field] = value as Facts[F]
}
