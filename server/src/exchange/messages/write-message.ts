import type { Readable } from 'node:stream'
import {
  businesses,
  type DocumentMessage,
  type Message,
  type Named,
  namespace,
  type Organ,
  type Staff,
  type StatusMessage,
  writeMoment,
} from './message.ts'

/**
 * Writes messages as the strictest reader takes them: the order of elements of the national axis's own library, the prefix `edXML` on every child of
 * the envelope (a reader elsewhere refuses others), none on `AttachmentEncoded`, UTF-8.
 */

const escaped = (text: string) =>
  text
    .normalize('NFC')
    // What XML cannot say at all.
    .replace(/(?![\t\n\r])(?:\p{Cc}(?<![\x7f-\x9f])|\p{Cs}|[\ufffe\uffff])/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#xD;')

const tag = (name: string, content: string) => `<edXML:${name}>${content}</edXML:${name}>`
const leaf = (name: string, value: string | number | null) => tag(name, escaped(String(value ?? '')))
/** Left out where there is nothing. */
const maybe = (name: string, value: string | number | null) => (value === null || value === '' ? '' : leaf(name, value))
const day = (date: string) => date.replaceAll('-', '/')

function organ(name: string, one: Organ): string {
  return tag(
    name,
    leaf('OrganId', one.code) +
      leaf('OrganizationInCharge', one.inCharge) +
      leaf('OrganName', one.name) +
      leaf('OrganAdd', one.address) +
      leaf('Email', one.email) +
      leaf('Telephone', one.telephone) +
      leaf('Fax', one.fax) +
      leaf('Website', one.website),
  )
}

const staff = (one: Staff) =>
  tag(
    'StaffInfo',
    leaf('Department', one.department) +
      leaf('Staff', one.name) +
      leaf('Email', one.email) +
      leaf('Mobile', one.mobile),
  )

const named = (one: Named) =>
  tag(
    'ResponseFor',
    leaf('OrganId', one.organ) +
      leaf('Code', one.symbol) +
      leaf('DocumentId', one.documentId) +
      leaf('PromulgationDate', one.issuedOn ? day(one.issuedOn) : ''),
  )

function statusHeader(message: StatusMessage): string {
  return (
    organ('From', message.from) +
    named(message.about) +
    staff(message.staff) +
    leaf('StatusCode', message.status) +
    leaf('Description', message.note) +
    leaf('Timestamp', writeMoment(new Date(message.at)))
  )
}

function documentHeader(message: DocumentMessage): string {
  return (
    organ('From', message.from) +
    message.to.map((one) => organ('To', one)).join('') +
    leaf('DocumentId', message.documentId) +
    tag('Code', leaf('CodeNumber', message.number) + leaf('CodeNotation', message.notation)) +
    tag('PromulgationInfo', leaf('Place', message.place) + leaf('PromulgationDate', day(message.issuedOn))) +
    tag(
      'DocumentType',
      leaf('Type', message.type.ordinal ?? 18) + leaf('TypeDetail', 0) + leaf('TypeName', message.type.name),
    ) +
    leaf('Subject', message.subject) +
    leaf('Content', message.content) +
    tag(
      'SignerInfo',
      leaf('Competence', message.signer.authority) +
        leaf('Position', message.signer.title) +
        leaf('FullName', message.signer.name),
    ) +
    (message.dueOn ? leaf('DueDate', day(message.dueOn)) : '') +
    tag(
      'OtherInfo',
      leaf('Priority', message.priority) +
        leaf('SphereOfPromulgation', message.sphere) +
        leaf('TyperNotation', message.typist) +
        leaf('PromulgationAmount', message.copies ?? 0) +
        leaf('PageAmount', message.pages ?? 0) +
        leaf('Direction', 'false') +
        tag('Appendixes', message.appendixes.map((one) => leaf('Appendix', one)).join('')),
    ) +
    message.answers.map(named).join('') +
    leaf('SteeringType', message.steering ?? 1) +
    (message.taskCodes.length
      ? tag('ResponseForTask', message.taskCodes.map((one) => leaf('TaskCode', one)).join(''))
      : '') +
    maybe('ApplicationType', message.applicationType) +
    tag('ToPlaces', message.toPlaces.map((one) => leaf('Place', one)).join(''))
  )
}

function traceHeaderList(message: DocumentMessage, id: string): string {
  const replacements = message.replaces.map((one) =>
    tag(
      'ReplacementInfo',
      leaf('DocumentId', one.documentId) + tag('OrganIdList', one.organs.map((id) => leaf('OrganId', id)).join('')),
    ),
  )
  const receivers = message.receivers.map((one) =>
    tag('Receiver', leaf('OrganId', one.organ) + leaf('ReceiverType', one.added ? 1 : 0)),
  )
  return tag(
    'TraceHeaderList',
    `<edXML:Bussiness${id}>${
      maybe('DocumentId', message.about) +
      leaf('BussinessDocType', businesses.indexOf(message.business)) +
      leaf('BussinessDocReason', message.reason) +
      leaf('Paper', message.paper ? 1 : 0) +
      (receivers.length
        ? tag(
            'BussinessDocumentInfo',
            leaf('DocumentInfo', 0) + leaf('DocumentReceiver', 1) + tag('ReceiverList', receivers.join('')),
          )
        : '') +
      (replacements.length ? tag('ReplacementInfoList', replacements.join('')) : '') +
      staff(message.staff)
    }</edXML:Bussiness>` +
      message.trace
        .map((one) =>
          tag(
            'TraceHeader',
            leaf('OrganId', one.organ) + leaf('Timestamp', one.at ? writeMoment(new Date(one.at)) : ''),
          ),
        )
        .join(''),
  )
}

/** The envelope without a signature; `ids` names what one can cover. It is written as canonical XML has it. */
export function writeEnvelope(message: Message, { ids = false } = {}): string {
  const id = (name: string) => (ids ? ` Id="${name}"` : '')
  const header =
    `<edXML:MessageHeader${id('MessageHeader')}>${message.kind === 'status' ? statusHeader(message) : documentHeader(message)}</edXML:MessageHeader>` +
    (message.kind === 'document' ? traceHeaderList(message, id('Bussiness')) : '')
  const body =
    message.kind === 'document'
      ? tag(
          'edXMLBody',
          `<edXML:edXMLManifest${id('edXMLManifest')} version="1.0">${message.attachments
            .map((one) =>
              tag(
                'Reference',
                leaf('ContentId', `cid:${one.contentId}`) +
                  leaf('ContentType', one.mediaType) +
                  leaf('Description', one.description) +
                  leaf('AttachmentName', one.name),
              ),
            )
            .join('')}</edXML:edXMLManifest>`,
        )
      : ''
  return `<edXML:edXMLEnvelope xmlns:edXML="${namespace}">${tag('edXMLHeader', header)}${body}</edXML:edXMLEnvelope>`
}

/** The whole message, attachments read as it is written. `envelope` as `writeEnvelope` made it. */
export async function* writeMessage(
  message: Message,
  envelope: string,
  read: (sha256: string) => Promise<Readable | Buffer>,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${namespace}">${envelope}`
  if (message.kind === 'document') {
    yield '<AttachmentEncoded>'
    for (const one of message.attachments) {
      const plain = (name: string, value: string) => `<${name}>${escaped(value)}</${name}>`
      yield `<Attachment>${plain('ContentId', `cid:${one.contentId}`)}${plain('AttachmentName', one.name)}${plain('Description', one.description)}${plain('ContentType', one.mediaType)}<edXML:ContentTransferEncoded xmlns:edXML="${namespace}">`
      yield* encode(await read(one.sha256))
      yield '</edXML:ContentTransferEncoded></Attachment>'
    }
    yield '</AttachmentEncoded>'
  }
  yield '</edXML>'
}

async function* encode(source: Readable | Buffer): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
    const bytes = rest.length ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
    const whole = bytes.length - (bytes.length % 3)
    rest = bytes.subarray(whole)
    yield bytes.subarray(0, whole).toString('base64')
  }
  if (rest.length) yield rest.toString('base64')
}
