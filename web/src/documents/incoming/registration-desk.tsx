import { Button, Checkbox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type Arrival, incoming } from '@mocban/contract/documents-incoming'
import { type UploadedFile, uploads } from '@mocban/contract/uploads'
import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { AddresseePicker, type Picked } from '../../organisation/pickers.tsx'
import { call } from '../../shell/client.ts'
import { formatWhen, todayInVietnam } from '../../shell/format.ts'
import { useShortcut } from '../../shell/keys.ts'
import { useText } from '../../shell/languages.ts'
import { useGo } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import type { Highlight } from '../../shell/pdf-viewer.tsx'
import { useRoute } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import { useTouch } from '../../shell/touch.ts'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'
import {
  BegunRegistrations,
  type Done,
  Duplicates,
  FoundSignatures,
  Registered,
  RegistrationPaper,
  SentBy,
} from './around-registration.tsx'
import { isReadable } from './file-preview.tsx'
import './register.css'
import { registersOnce } from './register-once.ts'
import {
  bodyOf,
  emptyRegistration,
  type Field,
  missing,
  type Registration,
  withAccepted,
  withIssuer,
  withSuggestions,
  withTyped,
} from './registration.ts'
import { RegistrationFields } from './registration-fields.tsx'
import { asUploaded, RegistrationFiles } from './registration-files.tsx'
import { useDraft } from './use-draft.ts'
import { useFiles } from './use-files.ts'
import { useInSight } from './use-in-sight.ts'
import { useIssuers } from './use-issuers.ts'
import { usePresent } from './use-present.ts'

const lastLeader = 'mocban.present-to'

/** The form beside the page. Files first; what they say is offered; Enter accepts and moves on; Ctrl Enter registers. */
export function RegistrationDesk({
  draftId,
  initial,
  arrival,
  onNext,
}: {
  draftId: string
  initial: Registration
  arrival: Arrival | null
  onNext: () => void
}) {
  const t = useText<typeof core & typeof own>('documents')
  const me = useMe()
  const touch = useTouch()
  const go = useGo()
  const [registration, setRegistration] = useState(initial)
  const [waitingFiles, setWaitingFiles] = useState<UploadedFile[]>([])
  const [separate, setSeparate] = useState(false)
  const [reading, setReading] = useState(false)
  const [focused, setFocused] = useState<Field | null>(null)
  const [shownFile, setShownFile] = useState<string | null>(initial.files[0]?.sha256 ?? null)
  const [checked, setChecked] = useState(false)
  const [seen, setSeen] = useState(false)
  const [leader, setLeader] = useState<Picked[]>(() =>
    JSON.parse(localStorage.getItem(lastLeader + me.agencyId) ?? '[]'),
  )
  const [done, setDone] = useState<Done | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const separateNow = useRef(separate)
  separateNow.current = separate
  const hasMain = useRef(initial.files.length > 0 || arrival !== null)
  const { keptAt, endBy } = useDraft(draftId, registration, arrival?.deliveryId ?? null)
  const present = usePresent()
  const next = useRoute(incoming.nextNumber, {})

  // On a telephone a field that has the focus brings the keyboard over the page.
  const toFirstField = () => !touch && form.current?.querySelector<HTMLElement>('[data-field] input')?.focus()
  const read = async (file: UploadedFile) => {
    setReading(true)
    setShownFile(file.sha256)
    try {
      const found = await call(uploads.read, { body: { sha256: file.sha256, name: file.name } })
      setRegistration((before) => withSuggestions(before, found.suggestions, found.inspection.pageCount))
    } catch (error) {
      notify.problem(error)
    } finally {
      setReading(false)
      requestAnimationFrame(toFirstField)
    }
  }
  const take = (file: UploadedFile) => {
    if (hasMain.current && separateNow.current) {
      setWaitingFiles((before) => [...before, file])
      return
    }
    const main = !hasMain.current
    hasMain.current = true
    setRegistration((before) =>
      before.files.some((one) => one.sha256 === file.sha256) ? before : { ...before, files: [...before.files, file] },
    )
    if (main) void read(file)
  }
  const sent = useFiles(take)
  const onTheWay = sent.sending.filter((one) => !one.problem).length
  // What a sender inside the province wrote is shown at its place in the page; a deadline that stands only in the text is offered too.
  const arrivedMain = arrival?.files.find(isReadable)
  const arrivedRead = useRef(false)
  useLayoutEffect(() => {
    if (!arrival || arrivedRead.current) return
    arrivedRead.current = true
    toFirstField()
    if (!arrivedMain) return
    call(uploads.read, { body: { sha256: arrivedMain.sha256, name: arrivedMain.name } }).then(
      (found) => setRegistration((before) => withSuggestions(before, found.suggestions, null)),
      () => {},
    )
  }, [arrival, arrivedMain])

  useInSight(form, done)
  const { facts, files } = registration
  const issuers = useIssuers(registration, setRegistration, done !== null || arrival !== null)
  const asks = JSON.stringify({
    issuerName: facts.issuerName,
    symbol: facts.symbol,
    issuedOn: facts.issuedOn,
    files: files.map((one) => one.sha256),
  })
  const [compared] = useDebouncedValue(asks, 400)
  const duplicates = useRoute(
    incoming.duplicates,
    !done && (facts.symbol || files.length > 0) ? { body: JSON.parse(compared) } : undefined,
  )
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [round, setRound] = useState(1)
  const [once] = useState(registersOnce)
  const problems = missing(facts, todayInVietnam())
  // What was found for the document before says nothing of this one; registering asks again.
  const found = compared === asks ? (duplicates.data ?? []) : []

  const submit = async () => {
    setChecked(true)
    const first = Object.keys(problems)[0]
    if (first || facts.secrecy !== 'none') {
      form.current
        ?.querySelector<HTMLElement>(`[data-field="${first ?? 'secrecy'}"] :is(input,select,textarea)`)
        ?.focus()
      return
    }
    // What was sent and not answered may be what is found here: asking for it again does nothing twice.
    if (found.length > 0 && !seen && !once.waits()) {
      form.current?.querySelector<HTMLElement>('[data-duplicates] input')?.focus()
      return
    }
    if (onTheWay > 0 && !separate) return notify.problem(new Error(t('stillSending')))
    // A second press, or a try again after a lost answer, is the same registration: it gets the same number.
    if (busy) return
    setBusy(true)
    const deliveryId = arrival?.deliveryId ?? null
    const body = bodyOf(registration, { deliveryId, begunId: draftId, duplicatesSeen: seen })
    const answer = await endBy(() => once.register(body, { key: `${draftId}-${round}` })).catch((error) => {
      notify.problem(error)
      return null
    })
    if (!answer) return setBusy(false)
    if (answer.asBefore) notify.problem(new Error(t('registeredAsBefore')))
    setRound(round + 1)
    const presentedTo = leader[0] ? await present(answer.documentId, leader[0]) : null
    localStorage.setItem(lastLeader + me.agencyId, JSON.stringify(leader))
    setDone({ ...answer, presentedTo })
    // Only now: what is pressed while it is being presented would be another registration.
    setBusy(false)
    void client.invalidateQueries()
  }
  useShortcut('ctrl+enter', () => void submit(), !done)
  const another = () => {
    const [file, ...rest] = waitingFiles
    setWaitingFiles(rest)
    setDone(null)
    setChecked(false)
    setSeen(false)
    setShownFile(null)
    hasMain.current = false
    if (arrival) return go('/arrivals')
    setRegistration(emptyRegistration(todayInVietnam()))
    if (file) take(file)
    // The next one is still on its way: it opens here when it has come.
    else if (onTheWay === 0) onNext()
  }

  const kept = keptAt && t('draftKept', { when: formatWhen(keptAt) })
  const offered = Object.values(registration.offers).filter((one) => one.verdict === 'offered')
  const shown = files.find((one) => one.sha256 === shownFile) ?? files[0]
  const arrived = arrival?.files.find((one) => one.sha256 === shownFile) ?? arrival?.files[0]
  const highlights = useMemo<Highlight[]>(
    () =>
      Object.entries(registration.offers)
        .filter(([, offer]) => offer.rects.length > 0)
        .map(([field, offer]) => ({ id: field, page: offer.page, rects: offer.rects, kind: 'suggestion' })),
    [registration.offers],
  )

  return (
    <div className="register-desk">
      <RegistrationPaper
        file={shown ? { sha256: shown.sha256, name: shown.shownName, mediaType: shown.mediaType } : arrived}
        highlights={
          shown ? (shown.sha256 === files[0]?.sha256 ? highlights : []) : arrived === arrivedMain ? highlights : []
        }
        focus={focused}
      />
      <form
        ref={form}
        // What is missing is said beside its field, in the reader's language, not by the browser in its own.
        noValidate
        className="beside register-form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <h1>{t('register')}</h1>
        {done ? (
          <Registered
            done={done}
            facts={facts}
            waiting={waitingFiles.length + onTheWay}
            onNext={another}
            onOpen={() => go(`/documents/${done.documentId}`)}
          />
        ) : (
          <>
            {!arrival && files.length === 0 && sent.sending.length === 0 && <BegunRegistrations current={draftId} />}
            {arrival && <SentBy arrival={arrival} />}
            <RegistrationFiles
              files={arrival ? arrival.files.map(asUploaded) : files}
              sending={sent.sending}
              shown={shownFile}
              fixed={arrival !== null}
              onAdd={sent.add}
              onRemove={(sha256) => {
                setRegistration((before) => ({ ...before, files: before.files.filter((one) => one.sha256 !== sha256) }))
                hasMain.current = files.some((one) => one.sha256 !== sha256)
              }}
              onStop={sent.remove}
              onShow={setShownFile}
            />
            {!arrival && (sent.sending.length > 0 || waitingFiles.length > 0 || files.length > 1 || separate) && (
              <Checkbox
                size="xs"
                mb={8}
                label={`${t('eachItsOwn')}${waitingFiles.length > 0 ? ` · ${t('inQueue', { count: waitingFiles.length })}` : ''}`}
                checked={separate}
                onChange={(event) => {
                  const on = event.currentTarget.checked
                  setSeparate(on)
                  // Files that are there already part or come together again.
                  if (on) {
                    setWaitingFiles((before) => [...before, ...files.slice(1)])
                    setRegistration((before) => ({ ...before, files: before.files.slice(0, 1) }))
                  } else {
                    setRegistration((before) => ({ ...before, files: [...before.files, ...waitingFiles] }))
                    setWaitingFiles([])
                  }
                }}
              />
            )}
            <div role="status" aria-live="polite" className="quiet" style={{ minHeight: 20 }}>
              {reading ? t('readingFile') : [!touch && t('registerHint'), kept].filter(Boolean).join(' · ')}
            </div>
            <div hidden={offered.length === 0} className="offered-legend">
              {t(
                arrival
                  ? 'suggestedSender'
                  : offered.some((one) => one.from === 'file')
                    ? 'suggested'
                    : 'suggestedSymbol',
                { touch },
              )}
            </div>
            <Duplicates found={found} seen={seen} onSeen={setSeen} />
            <RegistrationFields
              registration={registration}
              checked={checked}
              onType={(field, value) => setRegistration((before) => withTyped(before, field, value))}
              onAccept={(field) => setRegistration((before) => withAccepted(before, field))}
              onFocus={setFocused}
              issuers={issuers}
              onIssuer={(issuer) => setRegistration((before) => withIssuer(before, issuer))}
            />
            <AddresseePicker
              label={t('presentTo2')}
              value={leader}
              onChange={setLeader}
              units={false}
              people={{ agencyId: me.agencyId, leads: 'true' }}
            />
            <FoundSignatures arrival={arrival} files={files} />
            <div className="register-submit">
              <Button type="submit" fullWidth loading={busy}>
                {t('registerNumber', { number: next.data?.number ?? '…', name: leader[0]?.name ?? 'none' })}
              </Button>
            </div>
          </>
        )}
      </form>
    </div>
  )
}
