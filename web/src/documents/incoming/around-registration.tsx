import { Button, Checkbox } from '@mantine/core'
import type { Arrival, Duplicate } from '@mocban/contract/documents-incoming'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { uploads } from '@mocban/contract/uploads'
import { type ComponentProps, useState } from 'react'
import { type BegunUpload, begunUploads, forgetUpload } from '../../shell/begun-uploads.ts'
import { call } from '../../shell/client.ts'
import { formatDate, formatSize, formatWhen } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { UrgencyMark } from '../../shell/marks.tsx'
import { Link } from '../../shell/navigate.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { slots } from '../../shell/slots.ts'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'
import { FilePreview } from './file-preview.tsx'
import type { Facts, Registration } from './registration.ts'

/** What came of a registration. */
export interface Done {
  documentId: string
  number: number
  year: number
  presentedTo: string | null
}

/** The page of the file that is shown, with the places of what was read in it. */
export function RegistrationPaper({ file, ...shown }: Partial<ComponentProps<typeof FilePreview>>) {
  const t = useText<typeof core & typeof own>('documents')
  return (
    <div className="paper register-paper">
      {file ? <FilePreview file={file} {...shown} /> : <p className="empty">{t('previewEmpty')}</p>}
    </div>
  )
}

/** Who sent what arrived, and what they direct. */
export function SentBy({ arrival: { facts, senderName } }: { arrival: Arrival }) {
  const t = useText<typeof core & typeof own>('documents')
  return (
    <p style={{ marginTop: 0 }}>
      <UrgencyMark urgency={facts.urgency} /> <span lang="vi">{senderName}</span>
      {facts.direction && (
        <>
          <br />
          <strong>{t('senderDirection')}:</strong> <span lang="vi">{facts.direction}</span>{' '}
          <span className="quiet">{facts.directedBy}</span>
        </>
      )}
    </p>
  )
}

/** What there is to say of the signatures on what arrived, before it is registered. */
export function FoundSignatures({ arrival, files }: { arrival: Arrival | null; files: Registration['files'] }) {
  const given =
    arrival?.files ??
    files.map(({ shownName, ...one }, n) => ({ ...one, name: shownName, role: n === 0 ? 'main' : 'attachment' }))
  return slots.signatures && given.length > 0 ? <slots.signatures files={given} /> : null
}

/** Documents that may be the same, before anything is saved. */
export function Duplicates({
  found,
  seen,
  onSeen,
}: {
  found: Duplicate[]
  seen: boolean
  onSeen: (seen: boolean) => void
}) {
  const t = useText<typeof own>('documents')
  const words = useCodeText('documents')
  if (found.length === 0) return null
  return (
    <div data-duplicates role="alert" className="registration-duplicates">
      <strong>{t('duplicateTitle')}</strong>
      <ul>
        {found.map((one) => (
          <li key={one.documentId} lang="vi">
            <Link to={`/documents/${one.documentId}`}>
              {t('duplicateLine', {
                number: one.number ?? '—',
                date: formatDate(one.arrivedOn),
                symbol: one.symbol ?? '',
                abstract: one.abstract,
                because: words(`duplicate.${one.because}`),
              })}
            </Link>
          </li>
        ))}
      </ul>
      <Checkbox label={t('duplicateSeen')} checked={seen} onChange={(event) => onSeen(event.currentTarget.checked)} />
    </div>
  )
}

/** The number that was given, and what to do next; Enter goes on to the next document. */
export function Registered({
  done,
  facts,
  waiting,
  onNext,
  onOpen,
}: {
  done: Done
  facts: Facts
  waiting: number
  onNext: () => void
  onOpen: () => void
}) {
  const t = useText<typeof core & typeof own>('documents')
  return (
    <div role="status" className="registered">
      <p className="registered-number">{t('registeredTitle', { number: done.number, year: done.year })}</p>
      <p lang="vi">
        {facts.symbol} {facts.abstract}
      </p>
      {done.presentedTo && <p>{t('presentedTo', { name: done.presentedTo })}</p>}
      <div style={{ display: 'flex', gap: 8 }}>
        <Button onClick={onNext} autoFocus>
          {t('nextDocument')}
          {waiting > 0 ? ` (${t('inQueue', { count: waiting })})` : ''}
        </Button>
        <Button variant="default" onClick={onOpen}>
          {t('openRecord')}
        </Button>
      </div>
    </div>
  )
}

/** Files that were begun to be sent on this device, the window closed before they had come: chosen again, they go on from there. */
function BegunFiles() {
  const [begun, setBegun] = useState(begunUploads)
  const drop = ({ id }: BegunUpload) => {
    forgetUpload(id)
    setBegun(begunUploads())
    void call(uploads.discard, { params: { id } }).catch(() => {})
  }
  return begun.map((one) => <BegunFile key={one.id} begun={one} onDrop={() => drop(one)} />)
}

function BegunFile({ begun, onDrop }: { begun: BegunUpload; onDrop: () => void }) {
  const t = useText<typeof own>('documents')
  const { data } = useRoute(uploads.status, { params: { id: begun.id } }, { once: true })
  if (!data) return null
  return (
    <p role="status" className="registration-begun">
      <strong>
        <bdi>{begun.name}</bdi>
      </strong>{' '}
      <bdi className="quiet">{formatSize(begun.size)}</bdi>
      <br />
      {t('fileBegun', { percent: Math.floor((data.offset / Math.max(1, data.size)) * 100) })}{' '}
      <Button size="compact-xs" variant="subtle" onClick={onDrop}>
        {t('draftDrop')}
      </Button>
    </p>
  )
}

/** Registrations that were begun and not finished, and files that were begun to be sent. */
export function BegunRegistrations({ current }: { current: string }) {
  return (
    <>
      <BegunFiles />
      <BegunForms current={current} />
    </>
  )
}

function BegunForms({ current }: { current: string }) {
  const t = useText<typeof own>('documents')
  const drafts = useRoute(registrationDrafts.list, {})
  const drop = useAct(registrationDrafts.drop)
  const others = (drafts.data ?? []).filter((one) => one.id !== current)
  if (others.length === 0) return null
  return (
    <div className="registration-begun">
      <strong>{t('draftsTitle')}</strong>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <Link to={`/register?draft=${one.id}`}>
              <bdi lang="vi">{one.title || t('draftUntitled')}</bdi>
            </Link>{' '}
            <span className="quiet">{formatWhen(one.updatedAt)}</span>{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => drop.mutate({ params: { id: one.id } })}>
              {t('draftDrop')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
