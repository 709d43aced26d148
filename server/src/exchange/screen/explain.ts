import type { Explained } from '@mocban/contract/exchange-messages'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type Language, RefusalError } from '../../platform/http/index.ts'
import type { Message, Organ } from '../messages/message.ts'
import { readStored } from '../messages/read-message.ts'
import { type Element, readXml } from '../messages/read-xml.ts'
import { receivedFiles } from '../messages/unpack.ts'
import { checkSender, findSender } from '../receiving/check-sender.ts'
import { tellReason } from './tell-reason.ts'

/** What a message says field by field, and whether it would be taken in; nothing is, and nothing kept as a message. */
export async function explainMessage(
  { worker, files }: { worker: Database; files: FileStore },
  sha256: string,
  language: Language,
): Promise<Explained> {
  const explained: Explained = { refusal: null, signature: null, fields: [], files: [] }
  try {
    const read = await readStored(files, sha256)
    explained.signature = read.signature
    explained.fields = fieldsOf(read.message)
    if (read.message.kind === 'document') {
      const attached = await receivedFiles(read.message.attachments, files, { heads: read.heads })
      explained.files = attached.map(({ name, size, sha256: hash }) => ({ name, size, sha256: hash }))
    }
    checkSender(await findSender(worker, read), read, { wayId: null })
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    // What cannot be taken in is explained all the same, by its elements as they stand.
    if (explained.fields.length === 0) explained.fields = await bareFields(files, sha256)
    explained.refusal = tellReason({ code: error.code, values: { ...error.values, original: 'explained' } }, language)
  }
  return explained
}

/** What a message says that is XML and has a fault: its header and list of files, each element by its place; nothing where it is no XML. */
export async function bareFields(files: FileStore, sha256: string): Promise<Explained['fields']> {
  const unread = { write: async () => {}, end: async () => '', abort: () => {} }
  const read = await readXml(await files.read(sha256), {
    isContent: (element) => element.name === 'ContentTransferEncoded',
    openContent: () => unread,
  }).catch(() => null)
  return read ? leavesOf(read.root).slice(0, 300) : []
}

function leavesOf(element: Element): Explained['fields'] {
  if (element.name === 'Signature') return []
  if (element.children.length > 0) return element.children.flatMap(leavesOf)
  const place = element.path.split('/').slice(-2).join('/')
  return element.text.trim() ? [{ key: 'element', value: `${place}: ${element.text.trim().slice(0, 2000)}` }] : []
}

/** The fields of a message in the order of the standard; empty ones are left out. */
export function fieldsOf(message: Message): { key: string; value: string }[] {
  const organ = (one: Organ) => [one.code, one.name].filter(Boolean).join(' · ')
  const fields: [string, string | number | null][] =
    message.kind === 'status'
      ? [
          ['from', organ(message.from)],
          ['responseFor', [message.about.symbol, message.about.documentId].filter(Boolean).join(' · ')],
          ['statusCode', message.status],
          ['description', message.note],
          ['timestamp', message.at],
          ['staff', Object.values(message.staff).filter(Boolean).join(' · ')],
        ]
      : [
          ['business', message.business],
          ['reason', message.reason],
          ['from', organ(message.from)],
          ...message.to.map((one): [string, string] => ['to', organ(one)]),
          ['documentId', message.documentId],
          ['code', [message.number, message.notation].filter(Boolean).join('/')],
          ['promulgation', [message.place, message.issuedOn].filter(Boolean).join(', ')],
          ['documentType', message.type.name],
          ['subject', message.subject],
          ['content', message.content],
          ['signer', [message.signer.authority, message.signer.title, message.signer.name].filter(Boolean).join(' · ')],
          ['dueDate', message.dueOn],
          ['priority', message.priority],
          ['pages', message.pages],
          ...message.answers.map((one): [string, string] => [
            'responseFor',
            [one.symbol, one.documentId].filter(Boolean).join(' · '),
          ]),
          ['replaces', message.replaces.map((one) => one.documentId).join('; ')],
          ['toPlaces', message.toPlaces.join('; ')],
          ...message.attachments.map((one): [string, string] => [
            'attachment',
            `${one.name} · ${one.mediaType} · ${one.size} B`,
          ]),
          ...message.trace.map((one): [string, string] => ['trace', [one.organ, one.at].filter(Boolean).join(' · ')]),
        ]
  return [...fields, ...message.unknown.map((one): [string, string] => ['unknown', `${one.element}: ${one.text}`])]
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => ({ key, value: String(value) }))
}
