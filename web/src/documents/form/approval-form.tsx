import { useText } from '../../shell/languages.ts'
import { Finding } from './finding.tsx'
import './form.css'
import { useFormCheck } from './form-panel.tsx'
import type vi from './messages/vi.ts'

/** In the dialog of an approval: what the agency wants mended first, if there is anything. */
export default function ApprovalForm({ documentId, versionNo }: { documentId: string; versionNo: number }) {
  const t = useText<typeof vi>('form')
  const check = useFormCheck(documentId, versionNo)
  const stops = (check?.findings ?? []).filter((one) => one.level === 'stop')
  if (stops.length === 0) return null
  return (
    <div role="alert">
      <p className="late" style={{ marginBottom: 4 }}>
        {t('stopsApproval', { count: stops.length })}
      </p>
      <ul className="form-list">
        {stops.slice(0, 5).map((finding) => (
          <Finding key={finding.key} finding={finding} current={false} />
        ))}
      </ul>
    </div>
  )
}
