import type { Explained, MessageRow, MessageView } from '@mocban/contract/exchange-messages'
import { formatDate, formatInstant } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Why it does not go, as long as it does not: of what went, also otherwise, that is history. */
export const standing = ({ state, reason }: Pick<MessageRow, 'state' | 'reason'>): string | null =>
  reason && state !== 'sent' && state !== 'otherwise' ? reason.sentence : null

/** What a message says, field by field, under the names that people use. */
export function Fields({ fields }: { fields: Explained['fields'] }) {
  const words = useCodeText('exchange')
  const shown = ({ key, value }: Explained['fields'][number]) =>
    key === 'business'
      ? words(`business.${value}`)
      : key === 'statusCode'
        ? `${value} · ${words(`status.${value}`)}`
        : key === 'priority'
          ? words(`priority.${value}`)
          : value
              .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, (moment) => formatInstant(moment))
              .replace(/\b(\d{4})-(\d\d)-(\d\d)\b(?!T)/g, (day) => formatDate(day))
  return (
    <table className="table">
      <tbody>
        {fields.map((one, n) => (
          <tr key={n}>
            <th scope="row" style={{ width: 190, textAlign: 'start', verticalAlign: 'top' }}>
              {words(`field.${one.key}`)}
            </th>
            <td lang="vi" style={{ overflowWrap: 'anywhere' }}>
              <bdi>{shown(one)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The verdict of the message's signature in words, and by which certificate. */
export function Signature({ signature }: { signature: MessageView['signature'] }) {
  const t = useText<typeof vi>('exchange')
  if (!signature) return <p className="quiet">{t('signature.none')}</p>
  return (
    <>
      <p className={signature.state === 'broken' ? 'late' : ''} style={{ margin: '0 0 4px' }}>
        {t(`signature.${signature.state}`)} {signature.because && <bdi className="quiet">({signature.because})</bdi>}
      </p>
      {signature.certificate && (
        <p className="quiet" style={{ margin: 0, overflowWrap: 'anywhere' }}>
          <bdi>{signature.certificate.subject}</bdi> · {formatDate(signature.certificate.from)} –{' '}
          {formatDate(signature.certificate.until)}
          <br />
          <bdi>SHA-256 {signature.certificate.fingerprint}</bdi>
        </p>
      )}
    </>
  )
}
