import type { DocumentRecord, HandlingStep } from '@mocban/contract/documents'
import type { ReactNode } from 'react'
import { formatDate, formatInstant } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { Apart, DeadlineText, Named, Section } from '../../shell/marks.tsx'
import type shellVi from '../../shell/messages/vi.ts'
import { Link } from '../../shell/navigate.tsx'
import { PostHeld } from '../../shell/post-held.tsx'
import { UrgedNote } from '../../shell/urged-note.tsx'
import type vi from '../messages/core.vi.ts'

type Part = { record: DocumentRecord }

/** What leaders wrote on the document. */
export function Directions({ record }: Part) {
  const t = useText<typeof vi>('documents')
  const shell = useText<typeof shellVi>('shell')
  const { origin } = record
  if (record.directions.length === 0 && !origin?.direction) return null
  return (
    <Section title={t('directions')}>
      {/* By which it came here: it is what all that was directed here carries out. */}
      {origin?.direction && (
        <Direction text={origin.direction}>
          <Named name={origin.senderName} now={origin.senderNow} />
          <Apart>{formatInstant(origin.sentAt)}</Apart>
          {origin.askedAs && <Apart>{t(`role.${origin.askedAs}`)}</Apart>}
        </Direction>
      )}
      {record.directions.map((direction) => (
        <Direction key={direction.id} text={direction.text}>
          <bdi lang="vi">{direction.personName}</bdi>
          {direction.actingForName && ` ${shell('actingFor', { name: direction.actingForName })}`},{' '}
          <PostHeld title={direction.positionTitle} heldAs={direction.heldAs} unit={null} />
          <Apart>{formatInstant(direction.at)}</Apart>
          {direction.dueOn && (
            <Apart>
              {t('due')} {formatDate(direction.dueOn)}
            </Apart>
          )}
        </Direction>
      ))}
    </Section>
  )
}

/** What was written, and below it by whom and when. */
function Direction({ text, children }: { text: string; children: ReactNode }) {
  return (
    <blockquote style={{ margin: '0 0 10px', borderInlineStart: '3px solid var(--seal)', paddingInlineStart: 12 }}>
      <p lang="vi" className="official" style={{ margin: 0, fontSize: 16 }}>
        <bdi>{text}</bdi>
      </p>
      <footer className="quiet" style={{ fontSize: 12.5 }}>
        {children}
      </footer>
    </blockquote>
  )
}

/** Who had the document, who has it, and since when: a line of its path. */
export function Way({ record }: Part) {
  const t = useText<typeof vi>('documents')
  // What was given back or cancelled before anybody had it had no way, and needs none.
  if (record.travel !== 'incoming' || (record.steps.length === 0 && record.state !== 'registered')) return null
  const children = (parentId: string | null) => record.steps.filter((step) => step.parentId === parentId)
  const branch = (parentId: string | null) => (
    <ol className="way">
      {children(parentId).map((step) => (
        <li key={step.id} data-open={step.endedAt === null}>
          <Step step={step} />
          {children(step.id).length > 0 && branch(step.id)}
        </li>
      ))}
    </ol>
  )
  return (
    <Section title={t('way')}>
      {record.steps.length === 0 ? <p className="quiet">{t('wayEmpty')}</p> : branch(null)}
    </Section>
  )
}

function Step({ step }: { step: HandlingStep }) {
  const t = useText<typeof vi>('documents')
  const words = useCodeText('documents')
  const shell = useText<typeof shellVi>('shell')
  const open = step.endedAt === null
  return (
    <div>
      <div>
        <strong>
          {step.personName ? (
            <span lang="vi">{step.personName}</span>
          ) : (
            <Named name={step.unitName} now={step.unitNow} />
          )}
        </strong>{' '}
        {step.personName ? (
          <>
            <span className="quiet">
              <span lang="vi">{step.positionTitle}</span>, <Named name={step.unitName} now={step.unitNow} />
            </span>
            <Apart>
              <span className="quiet">{t(`role.${step.role}`)}</span>
            </Apart>
          </>
        ) : (
          <span className="quiet">{t(`role.${step.role}`)}</span>
        )}
        <Apart>
          <span className="quiet">
            {step.deliveryStatus ? words(`delivery.${step.deliveryStatus}`) : t(`step.${step.state}`)}
          </span>
        </Apart>
        {open && <DeadlineText on={step.dueOn} apart />}
      </div>
      <div className="quiet" style={{ fontSize: 12.5 }}>
        {t('stepBy', { role: step.role, name: step.askedByName, when: formatInstant(step.askedAt) })}
        {step.actingForName && ` (${shell('actingFor', { name: step.actingForName })})`}
        {step.seenAt && open && <Apart>{t('seenAt', { when: formatInstant(step.seenAt) })}</Apart>}
        {step.endedAt && ` → ${formatInstant(step.endedAt)}`}
      </div>
      {open && step.urged && (
        <div style={{ fontSize: 12.5 }}>
          <UrgedNote urged={step.urged} />
        </div>
      )}
      {step.endNote && step.state !== 'passed' && (
        <div lang="vi">
          <bdi>{step.endNote}</bdi>
        </div>
      )}
    </div>
  )
}

type Delivery = DocumentRecord['deliveries'][number]
/** Why its sender asked for it back. */
const askedBack = ({ history }: Pick<Delivery, 'history'>) => history.findLast((one) => one.code === '13')?.note
/** What was said with the status; of what was given back, why it was asked for. */
const noteOf = (one: Delivery): string | undefined =>
  one.history.at(-1)?.note || (one.status === '15' ? askedBack(one) : undefined)

/** By which delivery it came. */
export function Origin({ record }: Part) {
  const t = useText<typeof vi>('documents')
  const words = useCodeText('documents')
  const shell = useText<typeof shellVi>('shell')
  if (!record.origin) return null
  return (
    <Section title={t('origin')}>
      <div>
        {t('sentBy', { name: record.origin.senderName, when: formatInstant(record.origin.sentAt) })}
        {record.origin.senderNow && (
          <span className="quiet"> ({shell('nowCalled', { name: record.origin.senderNow })})</span>
        )}
      </div>
      <div className="quiet">{words(`delivery.${record.origin.status}`)}</div>
      {record.origin.status === '15' && <div lang="vi">{askedBack(record.origin)}</div>}
    </Section>
  )
}

/** Where it was sent, and what came back. */
export function Deliveries({ record }: Part) {
  const t = useText<typeof vi>('documents')
  const words = useCodeText('documents')
  if (record.deliveries.length === 0) return null
  return (
    <Section title={`${t('deliveries')} (${record.deliveries.length})`}>
      <table className="table" aria-label={t('deliveries')}>
        <tbody>
          {record.deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td lang="vi">{delivery.recipientName}</td>
              <td style={{ whiteSpace: 'nowrap' }} className={['02', '16'].includes(delivery.status) ? 'late' : ''}>
                {words(`delivery.${delivery.status}`)}
              </td>
              <td className="quiet" style={{ whiteSpace: 'nowrap' }}>
                {formatInstant(delivery.statusAt)}
              </td>
              <td lang="vi">{noteOf(delivery)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

export function Relations({ record }: Part) {
  const t = useText<typeof vi>('documents')
  if (record.relations.length === 0) return null
  return (
    <Section title={t('relations')}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {record.relations.map((relation) => (
          <li key={`${relation.kind}${relation.documentId}`}>
            <span className="quiet">{t(`relation.${relation.kind}.${relation.outward ? 'out' : 'in'}`)}</span>{' '}
            <Link to={`/documents/${relation.documentId}`}>
              <bdi>{relation.symbol ?? relation.abstract}</bdi>
            </Link>{' '}
            <span lang="vi">{relation.symbol ? relation.abstract : ''}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
