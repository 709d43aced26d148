import { Button } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { useText } from '../../shell/languages.ts'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from '../messages/core.vi.ts'
import { RecordActs } from './record-acts.tsx'

/** On the desk: what was asked in its full words, and what can be done with the document now. */
export default function ActsInPlace({
  documentId,
  step,
}: {
  documentId: string
  /** The step of the line, with its role: what only informs is read and done. */
  step?: { id: string; role: string; instruction: string | null }
}) {
  const t = useText<typeof vi>('documents')
  const { data: record } = useRoute(documents.record, { params: { id: documentId } })
  const see = useAct(handling.see)
  if (!record) return <span className="quiet">…</span>
  return (
    <>
      {step?.instruction && <q lang="vi">{step.instruction}</q>}
      {step?.role === 'inform' && (
        <Button size="compact-sm" loading={see.isPending} onClick={() => see.mutate({ params: { id: step.id } })}>
          {t('known')}
        </Button>
      )}
      <RecordActs record={record} />
    </>
  )
}
