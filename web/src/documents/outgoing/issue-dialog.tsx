import type { DocumentRecord } from '@mocban/contract/documents'
import { type DraftView, outgoing } from '@mocban/contract/documents-outgoing'
import type { SignWith } from '@mocban/contract/sign-with'
import { useRef, useState } from 'react'
import { ConfirmAct } from '../../shell/acts.tsx'
import { mayBeDone } from '../../shell/client.ts'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { notify, sentenceOf } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { SignWithField } from '../../signing/sign-with.ts'
import { CameSignedNote, DamagedNote } from './came-signed.tsx'
import type vi from './messages/vi.ts'

/** A symbol keeps its order within words that run from the right: 41/SKHCN, not SKHCN/41. */
const fromLeft = (symbol: string) => `\u2066${symbol}\u2069`

/** Shows exactly what issuing will do before a number is taken, which cannot be undone. */
export function IssueDialog({
  record,
  draft,
  onClose,
  onIssued,
}: {
  record: DocumentRecord
  draft: DraftView
  onClose: () => void
  onIssued: () => void
}) {
  const t = useText<typeof vi>('outgoing')
  const [sign, setSign] = useState<{ wanted: boolean; signature: SignWith | null }>({ wanted: false, signature: null })
  const issue = useAct(outgoing.issue, {
    done: ({ symbol }) => {
      notify.done(t('issued', { symbol }))
      onIssued()
    },
  })
  // What was sent and not answered may be done: the same is asked for again, and gets the first answer.
  const sent = mayBeDone(issue.error) ? issue.variables : undefined
  // Once issued there is nothing left to plan; what is being done is still read while it is done.
  const { data, error } = useRoute(
    outgoing.preview,
    issue.isIdle || (issue.isError && !sent) ? { params: { id: record.id } } : undefined,
  )
  const lastPlan = useRef(data)
  if (data) lastPlan.current = data
  const plan = data ?? (error ? undefined : lastPlan.current)
  const came = plan?.cameSigned
  // What is printed cannot be changed any more: the paper must bear the number that the book gives.
  const differs = plan && came && (came.symbol !== plan.symbol || came.day !== plan.issuedOn)
  const inside = plan?.recipients.filter((one) => one.channel === 'in-province').length ?? 0
  return (
    <ConfirmAct
      title={t('issueTitle')}
      confirm={t('issue')}
      busy={issue.isPending || issue.isSuccess || (!plan && !error)}
      disabled={!plan || (sign.wanted && !sign.signature)}
      onClose={onClose}
      onConfirm={() =>
        plan &&
        issue.mutate({
          params: { id: record.id },
          body: {
            version: sent?.body.version ?? draft.version,
            ...(sign.signature ? { signature: sign.signature } : {}),
          },
        })
      }
    >
      {error && (
        <p className="late" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {plan && (
        <>
          <CameSignedNote state={came?.state ?? null} />
          <DamagedNote draft={draft} />
          <p style={{ marginTop: 0 }}>{t('issueWhat')}</p>
          <ol>
            <li>{t('issueNumber', { symbol: fromLeft(plan.symbol) })}</li>
            <li>
              {t(came ? 'issueAsItCame' : 'issueDate', { date: formatDate(plan.issuedOn), n: plan.versionNo })}
              {came && (
                <p
                  role={differs ? 'alert' : undefined}
                  className={differs ? 'late' : undefined}
                  style={{ margin: '2px 0' }}
                >
                  {t('printed', {
                    symbol: came.symbol ? fromLeft(came.symbol) : t('printedNothing'),
                    date: came.day ? formatDate(came.day) : t('printedNothing'),
                  })}{' '}
                  {differs && t('printedDiffers', { symbol: fromLeft(plan.symbol), date: formatDate(plan.issuedOn) })}
                </p>
              )}
            </li>
            <li>
              {t('issueSend', {
                count: plan.recipients.length,
                inside,
                outside: plan.recipients.length - inside,
              })}
              <span className="quiet" lang="vi">
                {' '}
                {plan.recipients
                  .slice(0, 8)
                  .map((one) => one.name)
                  .join('; ')}
                {plan.recipients.length > 8 && ` ${t('more', { count: plan.recipients.length - 8 })}`}
              </span>
            </li>
            {plan.answers.length > 0 && <li>{t('issueAnswers', { answers: plan.answers.join(', ') })}</li>}
          </ol>
          {!came && <p className="quiet">{t('issueSeal')}</p>}
          {came?.state !== 'closed' && <SignWithField of="agency" onChange={setSign} />}
        </>
      )}
    </ConfirmAct>
  )
}
