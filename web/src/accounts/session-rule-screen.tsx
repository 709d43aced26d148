import { Button, NumberInput } from '@mantine/core'
import { type SessionRule, signIn } from '@mocban/contract/sign-in'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useCan } from '../shell/session.tsx'
import type vi from './messages/vi.ts'

/** How long sessions of the agency rest and last: read by everybody, set by its administrator. */
export default function SessionRuleScreen() {
  const t = useText<typeof vi>('accounts')
  const admin = useCan('administer')
  const { data } = useRoute(signIn.rule, {})
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('sessionRule')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {data?.forAll ? t('sessionRuleForAll') : t('sessionRuleStricter')} {!admin && t('onlyAdministrator')}
      </p>
      {data && (
        <RuleForm
          key={JSON.stringify(data.holds)}
          holds={data.holds}
          bounds={data.forAll ? { idleMinutes: 720, absoluteHours: 168, freshMinutes: 720 } : data.bounds}
          admin={admin}
        />
      )}
    </div>
  )
}

const least = { idleMinutes: 5, absoluteHours: 1, freshMinutes: 1 } as const

function RuleForm({ holds, bounds, admin }: { holds: SessionRule; bounds: SessionRule; admin: boolean }) {
  const t = useText<typeof vi>('accounts')
  const [rule, setRule] = useState(holds)
  const save = useAct(signIn.setRule, { done: () => notify.done(t('ruleSaved')) })
  return (
    <form
      style={{ display: 'grid', gap: 14, maxWidth: 460 }}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: rule })
      }}
    >
      {(['idleMinutes', 'absoluteHours', 'freshMinutes'] as const).map((key) => (
        <NumberInput
          key={key}
          label={t(`rule.${key}`)}
          description={t(`rule.${key}.why`, { most: bounds[key] })}
          value={rule[key]}
          onChange={(value) => setRule({ ...rule, [key]: Number(value) })}
          min={least[key]}
          max={bounds[key]}
          clampBehavior="blur"
          readOnly={!admin}
          required
          withAsterisk={false}
        />
      ))}
      {admin && (
        <Button type="submit" loading={save.isPending} style={{ justifySelf: 'start' }}>
          {t('saveRule')}
        </Button>
      )}
    </form>
  )
}
