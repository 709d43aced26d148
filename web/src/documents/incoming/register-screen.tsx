import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { useState } from 'react'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { newKey } from '../../shell/new-key.ts'
import { sentenceOf } from '../../shell/notices.tsx'
import { useRoute } from '../../shell/queries.ts'
import type core from '../messages/core.vi.ts'
import { CorrectionDesk } from './correction-desk.tsx'
import { emptyRegistration, type Registration, withArrival } from './registration.ts'
import { RegistrationDesk } from './registration-desk.tsx'

/** Registers what arrived: a new one, one sent by an agency of the province (`?delivery=`), or one begun before (`?draft=`); corrects what was registered (`?correct=`). */
export default function RegisterScreen() {
  const t = useText<typeof core>('documents')
  const [{ delivery, draft, correct }] = useFilters()
  const [fresh, setFresh] = useState(() => newKey())
  const begun = useRoute(registrationDrafts.read, draft ? { params: { id: draft } } : undefined)
  const left = begun.data?.content as (Registration & { deliveryId?: string | null }) | undefined
  const from = delivery ?? left?.deliveryId ?? undefined
  // Once registered the arrival is gone for a second reading; what was done with it stays on the screen.
  const arrival = useRoute(incoming.arrival, from ? { params: { id: from } } : undefined, { once: true })
  const wrong = useRoute(documents.record, correct ? { params: { id: correct } } : undefined)
  const failed = [arrival, begun, wrong].find((one) => one.error && !one.data)?.error
  if (failed) return <EmptyState>{sentenceOf(failed)}</EmptyState>
  if ((from && !arrival.data) || (draft && begun.isPending) || (correct && !wrong.data))
    return <p className="empty">{t('register')}…</p>
  if (wrong.data) return <CorrectionDesk key={wrong.data.version} record={wrong.data} />
  const empty = emptyRegistration(todayInVietnam())
  return (
    <RegistrationDesk
      key={from ?? draft ?? fresh}
      draftId={draft ?? from ?? fresh}
      initial={left ?? (arrival.data ? withArrival(empty, arrival.data) : empty)}
      arrival={arrival.data ?? null}
      onNext={() => setFresh(newKey())}
    />
  )
}
