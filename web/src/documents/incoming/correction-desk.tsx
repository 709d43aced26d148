import { Button } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { useState } from 'react'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { useGo } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'
import { FilePreview } from './file-preview.tsx'
import { bodyOf, emptyRegistration, factsOfRecord, missing, withTyped } from './registration.ts'
import { RegistrationFields } from './registration-fields.tsx'
import './register.css'

/** Corrects what was registered, beside the page. The number stays; what a field said before stays in the trail. */
export function CorrectionDesk({ record }: { record: DocumentRecord }) {
  const t = useText<typeof core & typeof own>('documents')
  const go = useGo()
  const [registration, setRegistration] = useState({
    ...emptyRegistration(todayInVietnam()),
    facts: factsOfRecord(record),
  })
  const [checked, setChecked] = useState(false)
  const correct = useAct(incoming.correct, {
    done: () => {
      notify.done(t('correctDone'))
      go(`/documents/${record.id}`)
    },
  })
  const file = record.files.find((one) => one.role === 'main') ?? record.files[0]
  const save = () => {
    setChecked(true)
    if (Object.keys(missing(registration.facts, todayInVietnam())).length > 0) return
    const { facts } = bodyOf(registration, { duplicatesSeen: true })
    correct.mutate({ params: { id: record.id }, body: { version: record.version, facts } })
  }
  return (
    <div className="register-desk">
      <div className="paper register-paper">
        {file ? <FilePreview file={file} /> : <p className="empty">{t('previewEmpty')}</p>}
      </div>
      <form
        className="beside register-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <h1>{t('correct')}</h1>
        <p className="quiet" style={{ marginTop: 0 }}>
          {t('correctNote', { number: record.number ?? '—' })}
        </p>
        <RegistrationFields
          registration={registration}
          checked={checked}
          onType={(field, value) => setRegistration((before) => withTyped(before, field, value))}
          onAccept={() => {}}
          onFocus={() => {}}
          classed
        />
        <div className="register-submit">
          <Button type="submit" fullWidth loading={correct.isPending}>
            {t('correctSave')}
          </Button>
        </div>
      </form>
    </div>
  )
}
