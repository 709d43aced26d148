import { ActionIcon, Button, NumberInput, Select } from '@mantine/core'
import { type ReminderRule, tasks } from '@mocban/contract/tasks'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useCan } from '../shell/session.tsx'
import type vi from './messages/vi.ts'

const sideOf = ({ daysBefore }: ReminderRule) => (daysBefore === 0 ? 'on' : daysBefore > 0 ? 'before' : 'after')
const whoms = ['lead', 'leaders-above', 'assigner'] as const

/** When one's agency reminds of a deadline, and whom: an agency's administrator sets it. */
export default function RemindersScreen() {
  const t = useText<typeof vi>('tasks')
  const admin = useCan('administer')
  const { data: rules } = useRoute(tasks.reminderRules, {})
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('reminders')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('remindersHint')} {!admin && t('remindersOnlyAdmin')}
      </p>
      {rules && (admin ? <RuleForm key={JSON.stringify(rules)} rules={rules} /> : <RuleList rules={rules} />)}
    </div>
  )
}

function RuleList({ rules }: { rules: ReminderRule[] }) {
  const t = useText<typeof vi>('tasks')
  return (
    <ul>
      {rules.map((rule) => (
        <li key={`${rule.daysBefore}${rule.whom}`}>
          {t('reminderAt', { days: Math.abs(rule.daysBefore), side: sideOf(rule) })}: {t(`whom.${rule.whom}`)}
        </li>
      ))}
    </ul>
  )
}

const keyed = (rules: ReminderRule[]) => rules.map((rule, key) => ({ ...rule, key }))

function RuleForm({ rules: kept }: { rules: ReminderRule[] }) {
  const t = useText<typeof vi>('tasks')
  const [rules, setRules] = useState(keyed(kept))
  const save = useAct(tasks.setReminderRules, {
    done: (saved) => {
      // One that was added twice is kept once.
      setRules(keyed(saved))
      notify.done(t('remindersSaved'))
    },
  })
  const set = (key: number, change: Partial<ReminderRule>) =>
    setRules(rules.map((rule) => (rule.key === key ? { ...rule, ...change } : rule)))
  return (
    <form
      style={{ display: 'grid', gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: { rules: rules.map(({ key: _, ...rule }) => rule) } })
      }}
    >
      {rules.map((rule) => (
        <div key={rule.key} style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
          <NumberInput
            w={80}
            min={0}
            max={90}
            clampBehavior="strict"
            aria-label={t('reminderDays')}
            value={Math.abs(rule.daysBefore)}
            onChange={(days) => set(rule.key, { daysBefore: (Number(days) || 0) * (rule.daysBefore < 0 ? -1 : 1) })}
          />
          <Select
            w={190}
            aria-label={t('reminderSide')}
            allowDeselect={false}
            value={rule.daysBefore < 0 ? 'after' : 'before'}
            data={(['before', 'after'] as const).map((side) => ({ value: side, label: t(`reminderSide.${side}`) }))}
            onChange={(side) =>
              set(rule.key, {
                daysBefore: side === 'after' ? -Math.max(1, Math.abs(rule.daysBefore)) : Math.abs(rule.daysBefore),
              })
            }
          />
          <Select
            w={260}
            aria-label={t('reminderWhom')}
            allowDeselect={false}
            value={rule.whom}
            data={whoms.map((whom) => ({ value: whom, label: t(`whom.${whom}`) }))}
            onChange={(whom) => set(rule.key, { whom: whom as ReminderRule['whom'] })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('reminderRemove')}
            onClick={() => setRules(rules.filter((one) => one.key !== rule.key))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 8 }}>
        <Button type="submit" loading={save.isPending}>
          {t('remindersSave')}
        </Button>
        <Button
          variant="default"
          disabled={rules.length >= 40}
          onClick={() =>
            setRules([...rules, { daysBefore: 1, whom: 'lead', key: Math.max(0, ...rules.map((one) => one.key)) + 1 }])
          }
        >
          {t('reminderAdd')}
        </Button>
        <Button variant="subtle" onClick={() => save.mutate({ body: { rules: [] } })}>
          {t('remindersUsual')}
        </Button>
      </div>
    </form>
  )
}
