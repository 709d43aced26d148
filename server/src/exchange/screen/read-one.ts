import { createHash } from 'node:crypto'
import type { Explained, MessageView } from '@mocban/contract/exchange-messages'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type Language, refuse } from '../../platform/http/index.ts'
import { readMessage } from '../messages/read-message.ts'
import { bareFields, fieldsOf } from './explain.ts'
import { type KeptRow, messageColumns } from './list-messages.ts'
import { type Reason, tellReason } from './tell-reason.ts'

type Kept = KeptRow &
  Pick<MessageView, 'ownCode' | 'documentKey' | 'documentId' | 'note' | 'size' | 'signature' | 'happenedAt'> & {
    sha256: string | null
  }

/** A message as it is kept, with its history. @throws request.not-found */
export async function readKept(tx: Tx, id: string) {
  const { rows } = await sql<Kept>`
    select ${messageColumns}, m.own_code as "ownCode", m.document_key as "documentKey", coalesce(y.document_id, y.incoming_id) as "documentId", m.note, m.size, m.signature,
      m.happened_at as "happenedAt", m.sha256
      from exchange_message m left join delivery y on y.id = m.delivery_id where m.id = ${id}`.execute(tx)
  const kept = rows[0]
  if (!kept) throw refuse('request.not-found')
  const { rows: steps } = await sql<{
    at: string
    kind: string
    personName: string | null
    data: Record<string, unknown>
  }>`
    select s.at, s.kind, p.full_name as "personName", s.data from exchange_step s left join person p on p.id = s.person_id
     where s.message_id = ${id} order by s.at limit 200`.execute(tx)
  return { kept, steps }
}

/** The same as people read it, with what the message itself says. */
export async function showMessage(
  { kept, steps }: Awaited<ReturnType<typeof readKept>>,
  files: FileStore,
  language: Language,
): Promise<MessageView> {
  const { sha256, reason, ...rest } = kept
  const content = (kept.size ?? 0) > readAtOnce ? null : await readContent(kept, files)
  return {
    ...rest,
    reason: tellReason(reason, language),
    hasOriginal: sha256 !== null,
    signature: content?.signature ?? kept.signature,
    fields: content?.fields ?? null,
    steps: steps.map(({ data, ...one }) => ({
      ...one,
      note: String(data.note ?? ''),
      reason: typeof data.code === 'string' ? tellReason(data as unknown as Reason, language) : null,
    })),
    mayDecide: kept.direction === 'out' && ['waiting', 'refused', 'failed'].includes(kept.state),
  }
}

/** What is larger is read while the rest stands on the screen already. */
const readAtOnce = 5_000_000

/** What the original says, all of which is read for it; nothing where it says nothing that can be read. */
export async function readContent(
  kept: Pick<Kept, 'sha256' | 'signature'>,
  files: FileStore,
): Promise<Pick<Explained, 'signature' | 'fields'>> {
  if (!kept.sha256) return { signature: null, fields: [] }
  const read = await readMessage(await files.read(kept.sha256), measuring).catch(() => null)
  const fields = read ? fieldsOf(read.message) : await bareFields(files, kept.sha256)
  return { signature: kept.signature ?? read?.signature ?? null, fields }
}

/** Attachments are only counted here, and hashed so that the signature can be checked. */
const measuring: Pick<FileStore, 'put' | 'putBytes'> = {
  async put(source) {
    const hash = createHash('sha256')
    let size = 0
    for await (const part of source) {
      hash.update(part)
      size += part.length
    }
    return { sha256: hash.digest('hex'), size }
  },
  putBytes: async (bytes) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }),
}
