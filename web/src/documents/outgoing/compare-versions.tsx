import { Checkbox } from '@mantine/core'
import { type ComparedRow, drafting } from '@mocban/contract/documents-drafting'
import { useState } from 'react'
import { ScreenFailed } from '../../shell/failures.tsx'
import { useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Two versions side by side, paragraph by paragraph; what was taken away is struck, what was added is marked, each also in words for a screen reader. */
export function CompareVersions({ documentId, from, to }: { documentId: string; from: number; to: number }) {
  const t = useText<typeof vi>('outgoing')
  const [changesOnly, setChangesOnly] = useState(false)
  const { data, error } = useRoute(drafting.compare, { params: { id: documentId }, query: { from, to } })
  if (error) return <ScreenFailed error={error} />
  if (!data) return <p className="quiet">…</p>
  if (!data.readable) return <p className="empty">{t('compareUnreadable')}</p>
  const rows = changesOnly ? data.rows.filter((row) => row.kind !== 'same') : data.rows
  const same = data.rows.every((row) => row.kind === 'same')
  return (
    <div style={{ padding: '10px 14px' }}>
      <div style={{ display: 'flex', gap: 14, alignItems: 'center', marginBottom: 8 }}>
        <strong style={{ flex: 1 }}>{t('comparing', { from, to })}</strong>
        <Checkbox
          size="xs"
          label={t('onlyChanges')}
          checked={changesOnly}
          onChange={(event) => setChangesOnly(event.currentTarget.checked)}
        />
      </div>
      {same && <p className="quiet">{t('compareSame')}</p>}
      <table className="table official" lang="vi" style={{ fontSize: 15, tableLayout: 'fixed', width: '100%' }}>
        <thead>
          <tr>
            <th scope="col">{t('version', { n: from })}</th>
            <th scope="col">{t('version', { n: to })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr
              key={n}
              style={{ background: row.kind === 'same' ? undefined : 'var(--paper-2)', verticalAlign: 'top' }}
            >
              <td style={{ whiteSpace: 'normal' }}>
                <Side pieces={row.before} />
              </td>
              <td style={{ whiteSpace: 'normal' }}>
                <Side pieces={row.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Side({ pieces }: { pieces: ComparedRow['before'] }) {
  return (
    <>
      {(pieces ?? []).map((piece, n) =>
        piece.change === 'same' ? (
          <span key={n}>{piece.text}</span>
        ) : piece.change === 'removed' ? (
          <del key={n} style={{ color: 'var(--seal)' }}>
            {piece.text}
          </del>
        ) : (
          <ins key={n} style={{ background: 'var(--mark)' }}>
            {piece.text}
          </ins>
        ),
      )}
    </>
  )
}
