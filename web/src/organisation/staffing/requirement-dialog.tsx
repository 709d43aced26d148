import { Button, TextInput } from '@mantine/core'
import { type Demand, staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { DemandFields, noDemand } from './demand-form.tsx'
import type vi from './messages/vi.ts'

/** The day after today in Vietnam. */
export const tomorrow = (): string => new Date(Date.parse(todayInVietnam()) + 86_400_000).toISOString().slice(0, 10)

/** What one post needs from a day on, whatever the rules say. */
export function RequirementDialog(props: { positionId: string; title: string; close: () => void }) {
  const { positionId, title, close } = props
  const t = useText<typeof vi>('staffing')
  const { data } = useRoute(staffing.requirements, { query: { position: positionId } })
  const today = todayInVietnam()
  const own = data?.find((one) => one.positionId && (!one.until || one.until > today))
  const rule = data?.find((one) => !one.positionId)
  const [changed, setDemand] = useState<Demand | null>(null)
  const demand = changed ?? own ?? rule ?? noDemand
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState<string | null>(today)
  const done = () => {
    notify.done(t('saved'))
    close()
  }
  const { fields, leastLevel, certificates } = demand
  const set = useAct(staffing.setPostRequirement, { done })
  const end = useAct(staffing.endRequirement, { done })
  return (
    <FormDialog
      title={t('changeNeedsOf', { title })}
      act={t('save')}
      busy={set.isPending}
      close={close}
      submit={() =>
        from && set.mutate({ params: { id: positionId }, body: { fields, leastLevel, certificates, basis, from } })
      }
    >
      {data && (
        <div className="quiet">
          {own
            ? t('goesByOwn', { day: formatDate(own.from) })
            : rule
              ? t('goesByRule', { rule: [rule.titlePattern, rule.unitPattern].filter(Boolean).join(', ') })
              : t('goesByNone')}{' '}
          {t('ownHint')}
          {own && (
            <div>
              <Button
                variant="subtle"
                size="compact-sm"
                loading={end.isPending}
                onClick={() => end.mutate({ params: { id: own.id }, body: { on: tomorrow() } })}
              >
                {t('endOwn')}
              </Button>
            </div>
          )}
        </div>
      )}
      <DemandFields value={demand} onChange={setDemand} />
      <TextInput label={t('basis')} lang="vi" value={basis} onChange={(event) => setBasis(event.currentTarget.value)} />
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
    </FormDialog>
  )
}
