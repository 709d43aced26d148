import { Button, Textarea } from '@mantine/core'
import { type Arrival, incoming } from '@mocban/contract/documents-incoming'
import { useState } from 'react'
import { DataTable } from '../../shell/data-table.tsx'
import { Dialog } from '../../shell/dialog.tsx'
import { formatInstant } from '../../shell/format.ts'
import { forgetKept, KeptNote, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { DeadlineText, EmptyState, UrgencyMark } from '../../shell/marks.tsx'
import type shellVi from '../../shell/messages/vi.ts'
import { Link } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'
import { RegisterMany } from './register-many.tsx'

/** What agencies of the province sent and waits for the clerk: to register, or to send back with a reason. */
export default function ArrivalsScreen() {
  const t = useText<typeof vi & typeof own>('documents')
  const arrivals = useRoute(incoming.arrivals, {}, { refetchInterval: 30_000 })
  const [refusing, setRefusing] = useState<Arrival | null>(null)
  const [registering, setRegistering] = useState<{ arrivals: Arrival[]; done: () => void } | null>(null)
  return (
    <div className="screen">
      <h1>{t('arrivals')}</h1>
      <DataTable<Arrival>
        label={t('arrivals')}
        rows={arrivals.data ?? []}
        idOf={(row) => row.deliveryId}
        loading={arrivals.isPending}
        open={(row) => `/register?delivery=${row.deliveryId}`}
        bulk={(chosen, done) => (
          <Button size="compact-sm" onClick={() => setRegistering({ arrivals: chosen, done })}>
            {t('registerMany', { count: chosen.length })}
          </Button>
        )}
        empty={<EmptyState>{t('arrivalsEmpty')}</EmptyState>}
        columns={[
          { key: 'symbol', title: t('symbol'), width: 150, cell: (row) => <bdi>{row.facts.symbol}</bdi> },
          {
            key: 'abstract',
            title: t('abstract'),
            main: true,
            cell: (row) => (
              <span lang="vi">
                <UrgencyMark urgency={row.facts.urgency} />{' '}
                <Link to={`/register?delivery=${row.deliveryId}`} style={{ color: 'inherit', textDecoration: 'none' }}>
                  {row.facts.abstract}
                </Link>
                {row.facts.direction && (
                  <div className="quiet">
                    {row.askedAs ? <strong>{t(`role.${row.askedAs}`)}</strong> : t('forwarded')}: {row.facts.direction}
                  </div>
                )}
                {row.facts.answers && <div className="quiet">{t('answersSymbol', { symbol: row.facts.answers })}</div>}
                {row.replaces && <div className="late">{t('replacesEarlier')}</div>}
              </span>
            ),
          },
          { key: 'from', title: t('from'), width: 210, cell: (row) => <span lang="vi">{row.senderName}</span> },
          {
            key: 'sent',
            title: t('arrivedOn'),
            width: 150,
            cell: (row) => (
              <span className="quiet" style={{ whiteSpace: 'nowrap' }}>
                {formatInstant(row.sentAt)}
              </span>
            ),
          },
          { key: 'due', title: t('due'), width: 110, cell: (row) => <DeadlineText on={row.facts.dueOn} /> },
          {
            key: 'acts',
            title: t('arrivalActs'),
            width: 210,
            cell: (row) => (
              <span style={{ display: 'flex', gap: 6 }}>
                <Link to={`/register?delivery=${row.deliveryId}`}>
                  <Button component="span" size="compact-sm">
                    {t('registerArrival')}
                  </Button>
                </Link>
                <Button size="compact-sm" variant="default" onClick={() => setRefusing(row)}>
                  {t('refuse')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {registering && (
        <RegisterMany
          arrivals={registering.arrivals}
          close={(registered) => {
            setRegistering(null)
            if (registered) registering.done()
          }}
        />
      )}
      {refusing && <Refuse arrival={refusing} close={() => setRefusing(null)} />}
    </div>
  )
}

function Refuse({ arrival, close }: { arrival: Arrival; close: () => void }) {
  const t = useText<typeof vi>('documents')
  const shell = useText<typeof shellVi>('shell')
  const place = `refuse:${arrival.deliveryId}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const act = useAct(incoming.refuseArrival, {
    done: () => {
      forgetKept(place)
      notify.done(t('refusedDone'))
      close()
    },
  })
  return (
    <Dialog
      onClose={close}
      title={`${t('refuse')}: ${arrival.facts.symbol}`}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          act.mutate({ params: { id: arrival.deliveryId }, body: { reason } })
        }}
      >
        <KeptNote place={place} />
        <Textarea
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          autosize
          minRows={2}
          data-autofocus
        />
        <Button type="submit" color="vermilion" mt="md" loading={act.isPending}>
          {t('refuse')}
        </Button>
      </form>
    </Dialog>
  )
}
