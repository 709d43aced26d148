import { useText } from '../shell/languages.ts'
import { useParam } from '../shell/navigate.tsx'
import { BulkResult } from './bulk-result.tsx'
import type own from './messages/incoming.vi.ts'

/** What came of an act on many documents: where the bell leads. */
export default function BulkScreen() {
  const t = useText<typeof own>('documents')
  return (
    <div className="screen" style={{ maxWidth: 900 }}>
      <h1>{t('bulkResult')}</h1>
      <BulkResult id={useParam('id')} />
    </div>
  )
}
