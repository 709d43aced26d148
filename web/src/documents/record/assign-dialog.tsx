import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { DocumentRecord, HandlingStep } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { AddresseePicker, type Picked } from '../../organisation/pickers.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { Dialog } from '../../shell/dialog.tsx'
import { forgetKept, KeptNote, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import { undoing } from '../../shell/undo.ts'
import type vi from '../messages/core.vi.ts'
import { undoOf } from './dialogs.tsx'
import { SentenceField } from './sentence-field.tsx'

/** A leader directs, or a head passes on: a sentence, who leads, who helps, who is to know, and until when. */
export function AssignDialog({
  record,
  step,
  close,
}: {
  record: DocumentRecord
  step: HandlingStep
  close: () => void
}) {
  const t = useText<typeof vi>('documents')
  const shell = useText<typeof shellVi>('shell')
  const me = useMe()
  const phone = useMediaQuery('(max-width: 700px)')
  const place = `assign:${step.id}`
  const [text, setText] = useKept(place, 'text', '')
  const [lead, setLead] = useKept<Picked[]>(place, 'lead', [])
  const [collaborators, setCollaborators] = useKept<Picked[]>(place, 'collaborators', [])
  const [informed, setInformed] = useKept<Picked[]>(place, 'informed', [])
  const [dueOn, setDueOn] = useKept<string | null>(place, 'dueOn', step.dueOn ?? record.dueOn)
  const assign = useAct(handling.assign, {
    done: ({ steps }) => {
      forgetKept(place)
      notify.done(t('doneDirected', { count: steps }), undoing(handling.undo, undoOf(step)))
      close()
    },
  })
  const abroad = [...lead, ...collaborators, ...informed].some((one) => one.agencyId !== record.agencyId)
  const people = { agencyId: me.agencyId }
  return (
    <Dialog
      onClose={close}
      size="lg"
      fullScreen={phone ?? false}
      title={t(step.role === 'present' ? 'direct' : 'passOn')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          assign.mutate({
            params: { id: step.id },
            body: {
              version: step.version,
              text,
              dueOn,
              lead: lead[0]?.addressee ?? null,
              collaborators: collaborators.map((one) => one.addressee),
              informed: informed.map((one) => one.addressee),
            },
          })
        }}
        style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}
      >
        {/* From the desk, and on a phone, nothing else says what one directs. */}
        <p className="of-document" lang="vi">
          <bdi className="quiet">{record.symbol}</bdi> {record.abstract}
        </p>
        <KeptNote place={place} />
        <SentenceField act="direct" label={t('directionText')} value={text} onChange={setText} />
        <div className="lead-and-due">
          <AddresseePicker label={t('lead')} value={lead} onChange={setLead} people={people} />
          <DateField ahead label={t('due')} value={dueOn} onChange={setDueOn} />
        </div>
        <AddresseePicker
          label={t('collaborators')}
          value={collaborators}
          onChange={setCollaborators}
          people={people}
          multiple
        />
        <AddresseePicker label={t('informed')} value={informed} onChange={setInformed} people={people} multiple />
        {abroad && (
          <p className="quiet" style={{ margin: 0 }}>
            {t('otherAgencies')}
          </p>
        )}
        <Button type="submit" loading={assign.isPending}>
          {t(step.role === 'present' ? 'direct' : 'passOn')}
        </Button>
      </form>
    </Dialog>
  )
}
