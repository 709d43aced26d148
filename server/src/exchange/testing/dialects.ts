import type { DocumentMessage } from '../messages/message.ts'
import { businesses, namespace, writeMoment } from '../messages/message.ts'

/** Messages as other writers make them: the .NET library of provincial platforms, and the Java library of another maker. */
export type Dialect = 'dotnet' | 'java'

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;')
const day = (date: string) => date.replaceAll('-', '/')

export function writeDialect(dialect: Dialect, message: DocumentMessage, contents: Map<string, Buffer>): string {
  const net = dialect === 'dotnet'
  const x = (name: string, content: string) => `<edXML:${name}>${content}</edXML:${name}>\r\n`
  const v = (name: string, value: unknown) => x(name, escaped(String(value ?? '')))
  const organ = (name: string, one: DocumentMessage['from']) =>
    x(
      name,
      v('OrganId', one.code) +
        v(net || name === 'To' ? 'OrganizationInCharge' : 'OrganInCharge', one.inCharge) +
        v('OrganName', one.name) +
        v('OrganAdd', one.address) +
        v('Email', one.email) +
        v('Telephone', one.telephone) +
        v('Fax', one.fax) +
        v('Website', one.website),
    )
  const places = x('ToPlaces', message.toPlaces.map((one) => v('Place', one)).join(''))
  const other = x(
    'OtherInfo',
    v('Priority', message.priority) +
      v('SphereOfPromulgation', message.sphere) +
      v('TyperNotation', message.typist) +
      v('PromulgationAmount', message.copies ?? 0) +
      v('PageAmount', message.pages ?? 0) +
      x('Appendixes', message.appendixes.map((one) => v('Appendix', one)).join('')),
  )
  const id = v('DocumentId', message.documentId)
  const type = net
    ? v('Type', message.type.ordinal) + v('TypeName', message.type.name) + v('TypeDetail', 0)
    : v('Type', message.type.ordinal) + v('TypeName', message.type.name)
  const signer = [
    v('Competence', `${message.signer.authority}${message.signer.authority ? '.' : ''}`),
    v('Position', message.signer.title),
    v('FullName', message.signer.name),
  ]
  const header =
    organ('From', message.from) +
    message.to.map((one) => organ('To', one)).join('') +
    (net ? '' : id) +
    x('Code', v('CodeNumber', message.number) + v('CodeNotation', message.notation)) +
    x(
      'PromulgationInfo',
      net
        ? v('Place', message.place) + v('PromulgationDate', day(message.issuedOn))
        : v('PromulgationDate', day(message.issuedOn)) + v('Place', message.place),
    ) +
    x('DocumentType', type) +
    v('Subject', message.subject) +
    v('Content', message.content) +
    x('SignerInfo', (net ? signer : signer.reverse()).join('')) +
    (message.dueOn ? v('DueDate', day(message.dueOn)) : '') +
    places +
    other +
    message.answers
      .map((one) =>
        x(
          'ResponseFor',
          v('OrganId', one.organ) +
            v('Code', one.symbol) +
            v('DocumentId', one.documentId) +
            v('PromulgationDate', one.issuedOn ? day(one.issuedOn) : ''),
        ),
      )
      .join('') +
    v('SteeringType', message.steering ?? 1) +
    x('ResponseForTask', message.taskCodes.map((one) => v('TaskCode', one)).join('')) +
    v('ApplicationType', message.applicationType) +
    (net ? id : '')
  const b = net ? 'Bussiness' : 'Business'
  const moment = (at: string | null) => {
    if (!at) return ''
    const written = writeMoment(new Date(at))
    const [date = '', time] = written.split(' ')
    return net ? written : `${date.split('/').reverse().join('/')} ${time}`
  }
  const trace = message.trace
    .map((one) => x('TraceHeader', v('OrganId', one.organ) + v('Timestamp', moment(one.at))))
    .join('')
  const business = x(
    b,
    v(`${b}DocType`, businesses.indexOf(message.business)) +
      v(`${b}DocReason`, message.reason) +
      v('Paper', message.paper ? 1 : 0) +
      (message.about ? v('DocumentId', message.about) : '') +
      (message.receivers.length
        ? x(
            `${b}DocumentInfo`,
            x(
              'ReceiverList',
              message.receivers
                .map((one) => x('Receiver', v('OrganId', one.organ) + v('ReceiverType', one.added ? 1 : 0)))
                .join(''),
            ),
          )
        : '') +
      x(
        'ReplacementInfoList',
        message.replaces
          .map((one) =>
            x(
              'ReplacementInfo',
              v('DocumentId', one.documentId) +
                x('OrganIdList', one.organs.map((organId) => v('OrganId', organId)).join('')),
            ),
          )
          .join(''),
      ) +
      x(
        'StaffInfo',
        v('Department', message.staff.department) +
          v('Staff', message.staff.name) +
          v('Email', message.staff.email) +
          v('Mobile', message.staff.mobile),
      ),
  )
  const list = net
    ? `<edXML:TraceHeaderList id="t1" version="1.0" edXML:mustUnderstand="1" actor="http://schemas.xmlsoap.org/soap/actor/next">${trace}${business}</edXML:TraceHeaderList>`
    : x('TraceHeaderList', trace + business)
  const reference = (one: DocumentMessage['attachments'][number]) =>
    net
      ? `<edXML:Reference xlink:href="cid:${one.contentId}" xlink:role="attachment" xlink:type="simple">${v('Description', one.description)}${v('AttachmentName', one.name)}${v('ContentType', one.mediaType)}${v('ContentId', one.contentId)}</edXML:Reference>`
      : x(
          'Reference',
          v('ContentId', one.contentId) +
            v('ContentType', one.mediaType) +
            v('AttachmentName', one.name) +
            v('Description', one.description),
        )
  const lines = (bytes: Buffer) => (bytes.toString('base64').match(/.{1,76}/g) ?? []).join(net ? '&#xD;\n' : '\r\n')
  const attachment = (one: DocumentMessage['attachments'][number]) => {
    const content = lines(contents.get(one.sha256) ?? Buffer.alloc(0))
    return `<Attachment><ContentId>${one.contentId}</ContentId><AttachmentName>${escaped(one.name)}</AttachmentName><Description>${escaped(one.description)}</Description><ContentType>${one.mediaType}</ContentType>${
      net
        ? `<ContentTransferEncoded>${content}</ContentTransferEncoded>`
        : `<edXML:ContentTransferEncoded xmlns:edXML="${namespace}">${content}</edXML:ContentTransferEncoded>`
    }</Attachment>`
  }
  return `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${namespace}"${net ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : ''}><edXML:edXMLEnvelope xmlns:edXML="${namespace}"><edXML:edXMLHeader>${x('MessageHeader', header)}${list}${
    net ? '<edXML:DigitalSignature/>' : '<Signature xmlns=""></Signature>'
  }</edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0">${message.attachments.map(reference).join('')}</edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope><AttachmentEncoded>${message.attachments.map(attachment).join('')}</AttachmentEncoded></edXML>`
}
