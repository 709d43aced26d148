import { Button, CopyButton } from '@mantine/core'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Recovery codes, shown this once: to be printed or copied. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const t = useText<typeof vi>('accounts')
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <p style={{ margin: 0 }}>{t('recoveryText')}</p>
      <ul
        dir="ltr"
        aria-label={t('recoveryCodes')}
        style={{ columns: 2, listStyle: 'none', margin: 0, padding: '10px 14px', border: '1px solid var(--rule)' }}
      >
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'end', flexWrap: 'wrap' }}>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button onClick={done}>{t('written')}</Button>
      </div>
    </div>
  )
}
