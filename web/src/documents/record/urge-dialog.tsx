import { Checkbox } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { forgetKept, useKept } from '../../shell/kept.tsx'
import { KeptDialog } from '../../shell/kept-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { DeadlineText } from '../../shell/marks.tsx'
import type shellVi from '../../shell/messages/vi.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { UrgedNote } from '../../shell/urged-note.tsx'
import { SentenceField } from './sentence-field.tsx'

/** Those of a document who may be urged by who looks at it. */
export const urgeable = (record: DocumentRecord) => record.steps.filter((step) => step.acts.urge?.allowed)

/** Urges those who hold a document, or some of them, with a sentence. */
export function UrgeDialog({ record, close }: { record: DocumentRecord; close: () => void }) {
  const shell = useText<typeof shellVi>('shell')
  const steps = urgeable(record)
  const place = `urge:${record.id}`
  const [text, setText] = useKept(place, 'text', '')
  const [left, setLeft] = useKept<string[]>(place, 'left', [])
  const chosen = steps.map((step) => step.id).filter((id) => !left.includes(id))
  const act = useAct(handling.urge, {
    done: ({ steps: count }) => {
      forgetKept(place)
      notify.done(shell('doneUrged', { count }))
      close()
    },
  })
  return (
    <KeptDialog
      title={shell('urge')}
      place={place}
      busy={act.isPending}
      close={close}
      submit={() => chosen.length > 0 && act.mutate({ params: { id: record.id }, body: { text, stepIds: chosen } })}
    >
      <SentenceField act="urge" label={shell('urgeText')} value={text} onChange={setText} />
      <Checkbox.Group
        label={shell('urgeTo')}
        value={chosen}
        onChange={(ids) => setLeft(steps.map((step) => step.id).filter((id) => !ids.includes(id)))}
        error={chosen.length === 0 ? shell('urgeNobody') : undefined}
      >
        {steps.map((step) => (
          <Checkbox
            key={step.id}
            value={step.id}
            mt={6}
            label={
              <>
                <span lang="vi">
                  {step.personName
                    ? `${step.personName}, ${step.positionTitle ?? ''}, ${step.unitName}`
                    : step.unitName}
                </span>
                <DeadlineText on={step.dueOn} apart />
              </>
            }
            description={step.urged && <UrgedNote urged={step.urged} />}
          />
        ))}
      </Checkbox.Group>
    </KeptDialog>
  )
}
