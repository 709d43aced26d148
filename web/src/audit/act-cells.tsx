import { Anchor } from '@mantine/core'
import { type AuditedAct, auditedWords } from '@mocban/contract/audit'
import type { Column } from '../shell/data-table.tsx'
import { formatInstant } from '../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import { PostHeld } from '../shell/post-held.tsx'
import type vi from './messages/vi.ts'

/** The columns in which an auditor reads acts; a name or an address narrows the list to it. `ofSeveral`: acts of several agencies, each named. */
export function useActColumns(
  narrow?: (change: Record<string, string>) => void,
  ofSeveral = false,
): Column<AuditedAct>[] {
  const t = useText<typeof vi>('audit')
  const words = useCodeText('audit')
  const language = useLanguage()
  const narrowing = (label: string, hint: string, change: Record<string, string>) =>
    narrow ? (
      <Anchor component="button" type="button" inherit title={hint} onClick={() => narrow(change)}>
        <bdi>{label}</bdi>
      </Anchor>
    ) : (
      <bdi>{label}</bdi>
    )
  return [
    { key: 'when', title: t('when'), width: 150, cell: (act) => formatInstant(act.at) },
    {
      key: 'who',
      title: t('who'),
      width: 260,
      cell: (act) => (
        <>
          {act.who && act.personId
            ? narrowing(act.who, t('onlyPerson'), { person: act.personId, personName: act.who })
            : t('program')}
          {act.actingFor && <span className="late"> ({t('actingFor', { name: act.actingFor })})</span>}
          {act.position && (
            <div>
              <PostHeld title={act.position} heldAs={act.heldAs} unit={act.unit} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'what',
      title: t('what'),
      cell: (act) => (
        <>
          {auditedWords(act, language)}
          {ofSeveral && (
            <div className="quiet" lang="vi">
              {act.agency}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'record',
      title: t('record'),
      width: 210,
      cell: (act) =>
        act.recordId &&
        act.recordList && (
          <Link to={`/audit/records/${act.recordId}`}>
            {words(`list.${act.recordList}`)} <bdi>{act.recordName}</bdi>
          </Link>
        ),
    },
    {
      key: 'address',
      title: t('address'),
      width: 140,
      cell: (act) => act.address && narrowing(act.address, t('onlyAddress'), { address: act.address }),
    },
  ]
}
