import { incoming } from '@mocban/contract/documents-incoming'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { useState } from 'react'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { sentenceOf } from '../../shell/notices.tsx'
import { useRoute } from '../../shell/queries.ts'
import type core from '../messages/core.vi.ts'
import { emptyRegistration, type Registration, withArrival } from './registration.ts'
import { RegistrationDesk } from './registration-desk.tsx'

/** Registers what arrived: a new one, one sent by an agency of the province (`?delivery=`), or one begun before (`?draft=`). */
export default function RegisterScreen() {
  const t = useText<typeof core>('documents')
  const [{ delivery, draft }] = useFilters()
  const [fresh, setFresh] = useState(() => crypto.randomUUID())
  const arrival = useRoute(incoming.arrival, delivery ? { params: { id: delivery } } : undefined)
  const begun = useRoute(registrationDrafts.read, draft ? { params: { id: draft } } : undefined)
  // Once registered the arrival is gone for a second reading; what was done with it stays on the screen.
  const failed = (arrival.data ? null : arrival.error) ?? (begun.data ? null : begun.error)
  if (failed) return <EmptyState>{sentenceOf(failed)}</EmptyState>
  if ((delivery && !arrival.data) || (draft && begun.isPending)) return <p className="empty">{t('register')}…</p>
  const empty = emptyRegistration(todayInVietnam())
  const left = begun.data?.content as (Registration & { deliveryId?: string | null }) | undefined
  return (
    <RegistrationDesk
      key={delivery ?? draft ?? fresh}
      draftId={draft ?? delivery ?? fresh}
      initial={left ?? (arrival.data ? withArrival(empty, arrival.data) : empty)}
      arrival={arrival.data ?? null}
      onNext={() => setFresh(crypto.randomUUID())}
    />
  )
}
