import { Alert, SegmentedControl } from '@mantine/core'
import { signIn } from '@mocban/contract/sign-in'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cameBack } from '../accounts/came-back.ts'
import { ProviderButtons } from '../accounts/provider-buttons.tsx'
import { call } from './client.ts'
import { type Language, languages, switchLanguage, useCodeText, useLanguage, useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { sentenceOf } from './notices.tsx'
import { useRoute } from './queries.ts'
import { SignInForm } from './sign-in-form.tsx'

/** The page a stranger sees; a demonstration offers one click per role. */
export default function SignInPage() {
  const t = useText<typeof vi>('shell')
  const language = useLanguage()
  const client = useQueryClient()
  const welcome = useRoute(signIn.welcome, {})
  const words = useCodeText('accounts')
  const [came] = useState(cameBack)
  const [problem, setProblem] = useState(came.problem ? words(`problem.${came.problem}`) : '')
  const enter = () => void client.resetQueries()
  const demonstrate = (userName: string) =>
    call(signIn.demonstrate, { body: { userName } }).then(enter, (error) => setProblem(sentenceOf(error)))
  const roles = welcome.data?.demonstration ?? []
  return (
    <main style={{ maxWidth: 980, margin: '0 auto', padding: 'clamp(20px, 6vh, 64px) 20px' }}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 14, flexWrap: 'wrap' }}>
        <img src="/seal.svg" alt="" width={44} height={44} />
        <div style={{ flex: 1, minWidth: 220 }}>
          <h1 lang="vi" style={{ margin: 0, fontSize: 26 }}>
            {t('product')}
          </h1>
          <p style={{ margin: 0 }} className="quiet">
            {t('tagline')}
          </p>
        </div>
        <SegmentedControl
          aria-label={t('language')}
          size="xs"
          value={language}
          onChange={(value) => void switchLanguage(value as Language)}
          data={languages.map((one) => ({ value: one.code, label: <span lang={one.code}>{one.name}</span> }))}
        />
      </div>
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
          gap: 40,
          marginTop: 36,
          alignItems: 'start',
        }}
      >
        <section aria-label={t('signIn')}>
          {problem && (
            <Alert color="vermilion" role="alert" mb={12}>
              {problem}
            </Alert>
          )}
          <SignInForm done={enter} begun={came.next} />
          <div style={{ display: 'grid', gap: 8, marginTop: 12 }}>
            <ProviderButtons
              providers={welcome.data?.providers ?? []}
              problem={(error) => setProblem(sentenceOf(error))}
            />
          </div>
        </section>
        {roles.length > 0 && (
          <section aria-labelledby="roles">
            <h2 id="roles" style={{ fontSize: 15, margin: '0 0 4px' }}>
              {t('demonstration')}
            </h2>
            <p className="quiet" style={{ margin: '0 0 8px' }}>
              {t('demonstrationNote')}
            </p>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0, borderTop: '1px solid var(--rule)' }}>
              {roles.map((role) => (
                <li key={role.userName} style={{ borderBottom: '1px solid var(--rule)' }}>
                  <button
                    type="button"
                    onClick={() => void demonstrate(role.userName)}
                    style={{
                      width: '100%',
                      background: 'none',
                      border: 0,
                      font: 'inherit',
                      color: 'inherit',
                      textAlign: 'start',
                      padding: '10px 4px',
                      cursor: 'pointer',
                    }}
                  >
                    <span style={{ color: 'var(--act)', fontWeight: 600 }}>{role.title[language]}</span>
                    <span className="quiet"> · {role.agency[language]}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  )
}
