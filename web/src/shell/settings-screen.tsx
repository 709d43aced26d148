import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { signIn, themes } from '@mocban/contract/sign-in'
import { webModules } from '../modules.ts'
import { call } from './client.ts'
import { type Language, languages, switchLanguage, useCodeText, useLanguage, useText } from './languages.ts'
import { Section } from './marks.tsx'
import type vi from './messages/vi.ts'
import { Link } from './navigate.tsx'
import { notify } from './notices.tsx'
import { useMe } from './session.tsx'
import { settingsPanels } from './settings-panels.ts'
import { useShownTogether } from './shown-together.ts'

/** One's own settings: how it looks, and what the modules bring: notifications, password, where one is signed in. */
export default function SettingsScreen() {
  const t = useText<typeof vi>('shell')
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const theme = colorScheme === 'auto' ? 'system' : colorScheme
  const save = (change: { language?: Language; theme?: (typeof themes)[number] }) =>
    void call(signIn.preferences, { body: change }).catch(notify.problem)
  const together = useShownTogether()
  return (
    <div className="screen" style={{ maxWidth: 820, visibility: together ? undefined : 'hidden' }}>
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
            data={languages.map((one) => ({ value: one.code, label: <span lang={one.code}>{one.name}</span> }))}
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
      <ul className="desk-list pages">
        {[...new Map(pages.map((page) => [page.path, page])).values()].map((page) => (
          <li key={page.path}>
            <Link to={page.path}>{page.title}</Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
