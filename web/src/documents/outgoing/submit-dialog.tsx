import { Button, NumberInput } from '@mantine/core'
import { type DraftView, outgoing } from '@mocban/contract/documents-outgoing'
import { useState } from 'react'
import { AddresseePicker } from '../../organisation/pickers.tsx'
import { ConfirmAct } from '../../shell/acts.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import { undoing } from '../../shell/undo.ts'
import ApprovalForm from '../form/approval-form.tsx'
import type vi from './messages/vi.ts'

interface Step {
  key: string
  stepNo: number
  unitId: string
  positionId: string | null
  label: string
  name: string
}

/** The chain that will be asked: the agency's for the type, to be changed for this draft. */
export function SubmitDialog({ draft, onClose }: { draft: DraftView; onClose: () => void }) {
  const t = useText<typeof vi>('outgoing')
  const me = useMe()
  const [steps, setSteps] = useState<Step[]>(
    draft.chain.map((step, n) => ({
      key: String(n),
      stepNo: step.stepNo,
      unitId: step.unitId,
      positionId: step.positionId,
      label: step.label,
      name: [step.label || step.positionTitle, step.unitName].filter(Boolean).join(' · '),
    })),
  )
  const submit = useAct(outgoing.submit, {
    done: () => {
      notify.done(
        t('submitted'),
        undoing(outgoing.withdraw, { params: { id: draft.documentId }, body: { version: draft.version + 1 } }),
      )
      onClose()
    },
  })
  const set = (key: string, stepNo: number) =>
    setSteps(steps.map((step) => (step.key === key ? { ...step, stepNo } : step)))
  return (
    <ConfirmAct
      title={t('submit')}
      confirm={t('submit')}
      busy={submit.isPending}
      onClose={onClose}
      onConfirm={() =>
        submit.mutate({
          params: { id: draft.documentId },
          body: {
            version: draft.version,
            chain: steps.map(({ stepNo, unitId, positionId, label }) => ({ stepNo, unitId, positionId, label })),
          },
        })
      }
    >
      {/* Said while the drafter can still mend it, not when the signer is refused. */}
      <ApprovalForm documentId={draft.documentId} versionNo={draft.lastVersion} />
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('reviewChain')} · {t('stepParallel')}
      </p>
      <ol style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 6 }}>
        {[...steps]
          .sort((a, b) => a.stepNo - b.stepNo)
          .map((step) => (
            <li key={step.key} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
              <NumberInput
                w={72}
                size="xs"
                min={1}
                max={20}
                aria-label={t('reviewStep', { n: step.stepNo })}
                value={step.stepNo}
                onChange={(value) => set(step.key, Number(value) || 1)}
              />
              <span lang="vi" style={{ flex: 1 }}>
                {step.name}
              </span>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('remove', { name: step.name })}
                onClick={() => setSteps(steps.filter((one) => one.key !== step.key))}
              >
                ✕
              </Button>
            </li>
          ))}
      </ol>
      <div style={{ marginTop: 8 }}>
        <AddresseePicker
          label={t('addStep')}
          placeholder={t('stepWho')}
          value={[]}
          units={(unit) => unit.agencyId === me.agencyId && !unit.isAgency}
          people={{ agencyId: me.agencyId }}
          onChange={([picked]) =>
            picked &&
            setSteps([
              ...steps,
              {
                key: `${picked.key}${steps.length}`,
                stepNo: Math.max(0, ...steps.map((step) => step.stepNo)) + 1,
                unitId: picked.addressee.unitId,
                positionId: picked.addressee.positionId ?? null,
                label: '',
                name: [picked.name, picked.note].filter(Boolean).join(' · '),
              },
            ])
          }
        />
      </div>
      <p lang="vi" style={{ marginBottom: 0 }}>
        {t('stepLast', { name: [draft.signerName, draft.signerTitle].filter(Boolean).join(', ') || '…' })}
      </p>
    </ConfirmAct>
  )
}
