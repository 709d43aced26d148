import { Button, PasswordInput, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { signIn, themes } from '@mocban/contract/sign-in'
import { type FormEvent, useState } from 'react'
import { webModules } from '../modules.ts'
import { call } from './client.ts'
import { formatInstant } from './format.ts'
import { type Language, languages, switchLanguage, useCodeText, useLanguage, useText } from './languages.ts'
import { Section } from './marks.tsx'
import type vi from './messages/vi.ts'
import { Link } from './navigate.tsx'
import { notify } from './notices.tsx'
import { useAct, useRoute } from './queries.ts'
import { useMe } from './session.tsx'
import { settingsPanels } from './settings-panels.ts'

/** One's own settings: how it looks, the password, where one is signed in. */
export default function SettingsScreen() {
  const t = useText<typeof vi>('shell')
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const theme = colorScheme === 'auto' ? 'system' : colorScheme
  const save = (change: { language?: Language; theme?: (typeof themes)[number] }) =>
    void call(signIn.preferences, { body: change }).catch(notify.problem)
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('settings')}</h1>
      <Section title={t('appearance')}>
        <div style={{ display: 'flex', gap: 20, flexWrap: 'wrap' }}>
          <SegmentedControl
            aria-label={t('language')}
            value={language}
            onChange={(value) => {
              void switchLanguage(value as Language)
              save({ language: value as Language })
            }}
            data={languages.map((one) => ({ value: one.code, label: one.name }))}
          />
          <SegmentedControl
            aria-label={t('theme')}
            value={theme}
            onChange={(value) => {
              setColorScheme(value === 'system' ? 'auto' : (value as 'light' | 'dark'))
              save({ theme: value as 'light' })
            }}
            data={themes.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
          />
        </div>
      </Section>
      {settingsPanels.map((panel) => (
        <panel.component key={panel.key} />
      ))}
      <AgencyRules />
      <ChangePassword />
      <Sessions />
    </div>
  )
}

/** What one's agency decides for all its people: each page says who may change it. */
function AgencyRules() {
  const t = useText<typeof vi>('shell')
  const words = useCodeText('shell')
  const me = useMe()
  const pages = webModules.flatMap((module) =>
    (module.commands ?? [])
      .filter((one) => one.ofAgency && (!one.needs || me.capabilities.includes(one.needs)))
      .map(({ label, path }) => ({ path, title: words(`${module.name}:${label}`) })),
  )
  return (
    <Section title={t('agencyRules')}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {[...new Map(pages.map((page) => [page.path, page])).values()].map((page) => (
          <li key={page.path}>
            <Link to={page.path}>{page.title}</Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ChangePassword() {
  const t = useText<typeof vi>('shell')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const act = useAct(signIn.changePassword, {
    done: () => {
      setCurrent('')
      setNext('')
      notify.done(t('passwordChanged'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate({ body: { current, next } })
  }
  return (
    <Section title={t('changePassword')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 10, maxWidth: 380 }}>
        <PasswordInput
          label={t('currentPassword')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('newPassword')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          autoComplete="new-password"
          minLength={10}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={act.isPending}>
          {t('changePassword')}
        </Button>
      </form>
    </Section>
  )
}

function Sessions() {
  const t = useText<typeof vi>('shell')
  const sessions = useRoute(signIn.sessions, {})
  const end = useAct(signIn.endSession)
  return (
    <Section
      title={t('sessions')}
      actions={
        (sessions.data?.length ?? 0) > 1 && (
          <Button size="compact-xs" variant="default" onClick={() => end.mutate({ params: { id: 'others' } })}>
            {t('endOthers')}
          </Button>
        )
      }
    >
      <table className="table" aria-label={t('sessions')}>
        <tbody>
          {(sessions.data ?? []).map((session) => (
            <tr key={session.id}>
              <td>{session.current ? t('thisDevice') : session.device}</td>
              <td className="quiet">{session.address}</td>
              <td className="quiet">{formatInstant(session.lastSeenAt)}</td>
              <td>
                {!session.current && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => end.mutate({ params: { id: session.id } })}
                  >
                    {t('endSession')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
