import { Button } from '@mantine/core'
import { type Arrival, incoming, type RegisteredMany } from '@mocban/contract/documents-incoming'
import { useState } from 'react'
import { Dialog } from '../../shell/dialog.tsx'
import { formatDate } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { Link } from '../../shell/navigate.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { BulkDialog } from '../list-bulk.tsx'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'

/** Registers all marked arrivals by what their senders say of them, in one act, and tells what came of it. Numbers that are given stay given. */
export function RegisterMany({ arrivals, close }: { arrivals: Arrival[]; close: (registered: boolean) => void }) {
  const t = useText<typeof core & typeof own>('documents')
  const shell = useText<typeof shellVi>('shell')
  const next = useRoute(incoming.nextNumber, {})
  const [results, setResults] = useState<RegisteredMany[]>([])
  const act = useAct(incoming.registerMany, { done: (answer) => setResults((before) => [...before, answer]) })
  const register = (deliveryIds: string[], duplicatesSeen: boolean) =>
    act.mutate({ body: { deliveryIds, duplicatesSeen } })
  const registered = results.flatMap((one) => one.registered)
  const [presenting, setPresenting] = useState(false)
  if (presenting)
    return (
      <BulkDialog
        kind="present"
        title={t('bulkPresent')}
        documentIds={registered.map((one) => one.documentId)}
        close={() => close(true)}
      />
    )
  const from = next.data?.number
  return (
    <Dialog
      onClose={() => close(registered.length > 0)}
      title={t('registerMany', { count: arrivals.length })}
      size="lg"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {results.length === 0 ? (
        <>
          <p style={{ marginTop: 0 }}>{t('registerManyHow')}</p>
          {from !== undefined && (
            <p>{t('registerManyNumbers', { from, to: from + arrivals.length - 1, count: arrivals.length })}</p>
          )}
          <Button
            loading={act.isPending}
            onClick={() =>
              register(
                arrivals.map((one) => one.deliveryId),
                false,
              )
            }
            data-autofocus
          >
            {t('registerMany', { count: arrivals.length })}
          </Button>
        </>
      ) : (
        <Outcome
          registered={registered}
          refused={results.at(-1)?.refused ?? []}
          busy={act.isPending}
          again={(ids) => register(ids, true)}
          present={() => setPresenting(true)}
        />
      )}
    </Dialog>
  )
}

const alike: ReadonlySet<string> = new Set(['document.already-registered', 'document.twice-among-chosen'])

function Outcome({
  registered,
  refused,
  busy,
  again,
  present,
}: {
  registered: RegisteredMany['registered']
  refused: RegisteredMany['refused']
  busy: boolean
  again: (deliveryIds: string[]) => void
  present: () => void
}) {
  const t = useText<typeof core & typeof own>('documents')
  const doubtful = refused.filter((one) => alike.has(one.code)).map((one) => one.deliveryId)
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <div role="status" aria-live="polite">
        {t('registeredMany', { count: registered.length, numbers: runsOf(registered.map((one) => one.number)) })}
      </div>
      {registered.length > 0 && (
        <div>
          <Button onClick={present} data-autofocus>
            {t('presentMany', { count: registered.length })}
          </Button>
        </div>
      )}
      {refused.length > 0 && (
        <section aria-label={t('registerManyLeft', { count: refused.length })}>
          <strong className="late">{t('registerManyLeft', { count: refused.length })}</strong>
          <ul style={{ maxHeight: '40dvh', overflow: 'auto', paddingInlineStart: 18 }}>
            {refused.map((one) => (
              <Left key={one.deliveryId} one={one} />
            ))}
          </ul>
          {doubtful.length > 0 && (
            <Button variant="default" loading={busy} onClick={() => again(doubtful)}>
              {t('registerManyAgain', { count: doubtful.length })}
            </Button>
          )}
        </section>
      )}
    </div>
  )
}

function Left({ one }: { one: RegisteredMany['refused'][number] }) {
  const t = useText<typeof core & typeof own>('documents')
  const words = useCodeText('documents')
  return (
    <li>
      <Link to={`/register?delivery=${one.deliveryId}`}>
        <bdi>{one.symbol}</bdi> <span lang="vi">{one.abstract}</span>
      </Link>
      <div className="quiet">{one.because}</div>
      {one.duplicates.map((other) => (
        <div key={other.documentId} className="quiet">
          <Link to={`/documents/${other.documentId}`}>
            {t('duplicateLine', {
              number: other.number ?? '—',
              date: other.arrivedOn ? formatDate(other.arrivedOn) : '—',
              symbol: other.symbol ?? '',
              abstract: other.abstract,
              because: words(`duplicate.${other.because}`),
            })}
          </Link>
        </div>
      ))}
    </li>
  )
}

/** 12, 13, 14, 20 as `12–14, 20`. */
export function runsOf(numbers: number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ')
}
