import { longestFile } from '@mocban/contract/uploads'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { foreignSignature, verifyForeign } from './foreign-signature.ts'
import {
  type Attachment,
  businesses,
  type DocumentMessage,
  type Message,
  type Named,
  namespace,
  type Organ,
  readDate,
  readMoment,
  type Staff,
  type StatusMessage,
  statusCodes,
} from './message.ts'
import { cut, Picked, shown } from './pick.ts'
import { type Element, readXml } from './read-xml.ts'
import { type SignatureVerdict, verifyEnvelope } from './signature.ts'
import { storeContent } from './store-content.ts'

export interface ReadMessage {
  message: Message
  signature: SignatureVerdict
  /** The first bytes of each attachment, by its SHA-256. */
  heads: Map<string, Buffer>
}

/**
 * Reads an edXML message of QCVN 102:2016/BTTTT in any dialect: by local names, whatever prefixes, namespaces and order. The contents of its
 * attachments go into the file store as they come; nothing is held. Every fault is a refusal that names the element. `again` opens it once more.
 */
export async function readMessage(
  source: AsyncIterable<Uint8Array | string>,
  files: Pick<FileStore, 'put' | 'putBytes'>,
  { maxBytes = longestFile, again }: { maxBytes?: number; again?: () => Promise<AsyncIterable<Uint8Array>> } = {},
): Promise<ReadMessage> {
  const heads: ReadMessage['heads'] = new Map()
  const { root, envelope } = await readXml(source, {
    isContent: (element) => element.name === 'ContentTransferEncoded',
    openContent: (element) => storeContent(element, files, maxBytes, heads),
  })
  checkRoot(root)
  const header = new Picked(root).needed('edXMLEnvelope').needed('edXMLHeader')
  const message = header.needed('MessageHeader').one('StatusCode')
    ? readStatus(header)
    : readDocument(header, readAttachments(root))
  // Of another's form: what it covers is known only when the message is read, so it is read once more.
  const foreign = again ? foreignSignature(root) : null
  const signature =
    again && foreign ? await verifyForeign(root, foreign, again) : verifyEnvelope(root, envelope, message)
  return { message, signature, heads }
}

/** The same of a message that lies in the store, and perhaps in hand. */
export async function readStored(files: FileStore, sha256: string, bytes?: Buffer): Promise<ReadMessage> {
  const open = async () => (bytes ? inHand(bytes) : files.read(sha256))
  return readMessage(await open(), files, { again: open })
}

async function* inHand(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

function checkRoot(root: Element): void {
  const envelope = root.children.find((child) => child.name === 'edXMLEnvelope')
  const spaces = [root, ...(envelope ? [envelope] : [])].flatMap((element) =>
    Object.entries(element.attributes).flatMap(([name, value]) => (/^xmlns(:|$)/.test(name) ? [value] : [])),
  )
  const own = spaces.filter((one) => !/xlink|XMLSchema|xmldsig/i.test(one))
  if (root.name !== 'edXML' || !envelope || (own.length > 0 && !own.includes(namespace)))
    throw refuse('exchange.not-edxml', { element: shown(root.name), namespace: shown(own[0] ?? '') })
}

function readOrgan(from: Picked): Organ {
  return {
    code: cut(from.neededText('OrganId'), 60),
    inCharge: from.text('OrganizationInCharge', 'OrganInCharge'),
    name: cut(from.text('OrganName'), 300),
    address: from.text('OrganAdd'),
    email: from.text('Email'),
    telephone: from.text('Telephone'),
    fax: from.text('Fax'),
    website: from.text('Website'),
  }
}

function readStaff(from: Picked | null): Staff {
  return {
    department: from?.text('Department') ?? '',
    name: from?.text('Staff') ?? '',
    email: from?.text('Email') ?? '',
    mobile: from?.text('Mobile') ?? '',
  }
}

function readNamed(from: Picked): Named {
  return {
    organ: from.text('OrganId'),
    symbol: from.text('Code'),
    documentId: from.text('DocumentId'),
    issuedOn: from.time('PromulgationDate', readDate),
  }
}

function readStatus(header: Picked): StatusMessage {
  const top = header.needed('MessageHeader')
  const about = top.needed('ResponseFor')
  about.neededText('DocumentId')
  const code = top.needed('StatusCode')
  const status = code.value.padStart(2, '0')
  if (!(statusCodes as readonly string[]).includes(status))
    throw refuse('exchange.value-wrong', { element: code.path, value: shown(code.value) })
  const at = top.time('Timestamp', readMoment)
  if (!at) throw refuse('exchange.element-missing', { element: `${top.path}/Timestamp` })
  return {
    kind: 'status',
    from: readOrgan(top.needed('From')),
    about: readNamed(about),
    staff: readStaff(top.one('StaffInfo')),
    status,
    note: cut(top.text('Description'), 2000),
    at,
    unknown: top.unknown(),
  }
}

function readDocument(header: Picked, attachments: Attachment[]): DocumentMessage {
  const top = header.needed('MessageHeader')
  const list = header.one('TraceHeaderList')
  const business = list?.one('Bussiness', 'Business') ?? null
  const kind = business?.one('BussinessDocType', 'BusinessDocType')
  const ordinal = kind?.value || '0'
  const asked = businesses[Number(ordinal)]
  if (!/^[0-3]$/.test(ordinal) || !asked)
    throw refuse('exchange.value-wrong', { element: kind?.path ?? '', value: shown(ordinal) })
  const code = top.needed('Code')
  const issued = top.needed('PromulgationInfo')
  const issuedOn = issued.time('PromulgationDate', readDate)
  if (!issuedOn) throw refuse('exchange.element-missing', { element: `${issued.path}/PromulgationDate` })
  const type = top.one('DocumentType')
  const signer = top.one('SignerInfo')
  const other = top.one('OtherInfo')
  const to = top.all('To').map(readOrgan)
  if (to.length === 0) throw refuse('exchange.element-missing', { element: `${top.path}/To` })
  const priority = other?.number('Priority') ?? 0
  if (priority > 4)
    throw refuse('exchange.value-wrong', { element: `${other?.path}/Priority`, value: String(priority) })
  const message: DocumentMessage = {
    kind: 'document',
    business: asked,
    reason: cut(business?.text('BussinessDocReason', 'BusinessDocReason') ?? '', 2000),
    about: business?.text('DocumentId') || null,
    from: readOrgan(top.needed('From')),
    to,
    documentId: cut(top.neededText('DocumentId'), 200),
    number: cut(code.neededText('CodeNumber'), 20),
    notation: cut(code.text('CodeNotation'), 60),
    place: issued.text('Place'),
    issuedOn,
    type: { ordinal: type?.number('Type') ?? null, name: type?.text('TypeName') ?? '' },
    subject: cut(top.neededText('Subject'), 2000),
    content: top.text('Content'),
    signer: {
      authority: (signer?.text('Competence') ?? '').replace(/\.$/, '').toUpperCase(),
      title: signer?.text('Position') ?? '',
      name: signer?.text('FullName') ?? '',
    },
    dueOn: top.time('DueDate', readDate),
    priority,
    copies: other?.number('PromulgationAmount') ?? null,
    pages: other?.number('PageAmount') ?? null,
    sphere: other?.text('SphereOfPromulgation') ?? '',
    typist: other?.text('TyperNotation') ?? '',
    appendixes:
      other
        ?.one('Appendixes')
        ?.all('Appendix')
        .map((one) => one.value) ?? [],
    answers: [...top.all('ResponseFor'), ...(other?.one('ReplyFors')?.all('ReplyFor') ?? [])].map(readNamed),
    steering: top.number('SteeringType'),
    taskCodes:
      top
        .one('ResponseForTask')
        ?.all('TaskCode')
        .map((one) => one.value) ?? [],
    applicationType: top.text('ApplicationType'),
    toPlaces:
      top
        .one('ToPlaces')
        ?.all('Place')
        .map((one) => one.value) ?? [],
    trace:
      list?.all('TraceHeader').map((one) => ({ organ: one.text('OrganId'), at: one.time('Timestamp', readMoment) })) ??
      [],
    paper: business?.flag('Paper') ?? false,
    replaces:
      business
        ?.one('ReplacementInfoList')
        ?.all('ReplacementInfo')
        .map((one) => ({
          documentId: one.neededText('DocumentId'),
          organs:
            one
              .one('OrganIdList')
              ?.all('OrganId')
              .map((id) => id.value) ?? [],
        })) ?? [],
    receivers:
      business
        ?.one('BussinessDocumentInfo', 'BusinessDocumentInfo')
        ?.one('ReceiverList')
        ?.all('Receiver')
        .map((one) => ({ organ: one.neededText('OrganId'), added: one.text('ReceiverType') !== '0' })) ?? [],
    staff: readStaff(business?.one('StaffInfo') ?? null),
    attachments,
    unknown: [],
  }
  message.unknown = [
    ...top.unknown(),
    ...(other?.unknown() ?? []).filter((one) => !/\/(Direction|ReferenceCodes)$/.test(one.element)),
    ...(business?.unknown() ?? []),
  ]
  return message
}

/** The attachments a message brings, each once and each listed, where it lists any. */
function readAttachments(root: Element): Attachment[] {
  const top = new Picked(root)
  const plain = (contentId: string) => contentId.replace(/^cid:/i, '')
  const listed =
    top
      .one('edXMLEnvelope')
      ?.one('edXMLBody')
      ?.one('edXMLManifest')
      ?.all('Reference')
      .map((one) => ({
        contentId: plain(one.text('ContentId')),
        name: one.text('AttachmentName'),
        description: one.text('Description'),
        mediaType: one.text('ContentType'),
      })) ?? []
  const brought = top.one('AttachmentEncoded')?.all('Attachment') ?? []
  const seen = new Set<string>()
  const attachments = brought.map((one): Attachment => {
    const contentId = plain(one.neededText('ContentId'))
    if (seen.has(contentId))
      throw refuse('exchange.attachment-doubled', { contentId: shown(contentId), element: one.path })
    seen.add(contentId)
    const own = one.text('AttachmentName')
    const content = one.one('ContentTransferEncoded')
    const [sha256, size] = content?.element.text.split(' ') ?? []
    if (!sha256 || !size || !/^[0-9a-f]{64}$/.test(sha256))
      throw refuse('exchange.attachment-missing', { name: shown(own), contentId: shown(contentId) })
    const reference = listed.find((other) => other.contentId === contentId)
    if (listed.length > 0 && !reference)
      throw refuse('exchange.attachment-unlisted', { name: shown(own), contentId: shown(contentId) })
    // A signature covers the list and the bytes, not what stands beside the bytes: what the list says of a file holds.
    const description = one.text('Description')
    return {
      contentId,
      name: cut(reference?.name || own || contentId, 255),
      description: reference?.description || description,
      mediaType: cut(one.text('ContentType') || reference?.mediaType || '', 100),
      sha256,
      size: Number(size),
    }
  })
  const twice = listed.find((one, n) => listed.findIndex((other) => other.contentId === one.contentId) !== n)
  if (twice) throw refuse('exchange.attachment-doubled', { contentId: shown(twice.contentId), element: 'Reference' })
  const missing = listed.find((one) => !seen.has(one.contentId))
  if (missing)
    throw refuse('exchange.attachment-missing', { name: shown(missing.name), contentId: shown(missing.contentId) })
  // In the order of the list, which is signed: the first is the document itself.
  const place = (one: Attachment) => listed.findIndex((other) => other.contentId === one.contentId)
  return attachments.sort((a, b) => place(a) - place(b))
}
