import { documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { useRoute } from '../../shell/queries.ts'
import { DraftActs } from './draft-acts.tsx'

/** On the desk: what can be done with a draft now. */
export default function ActsInPlace({ documentId }: { documentId: string }) {
  const params = { id: documentId }
  const { data: record } = useRoute(documents.record, { params })
  const { data: draft } = useRoute(outgoing.read, { params })
  if (!record || !draft) return <span className="quiet">…</span>
  return <DraftActs record={record} draft={draft} onIssued={() => {}} />
}
