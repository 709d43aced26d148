import { Button } from '@mantine/core'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { Link } from './navigate.tsx'
import { sentenceOf } from './notices.tsx'

/** A screen that could not be shown: says what is safe and what to do. */
export function ScreenFailed({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useText<typeof vi>('shell')
  return (
    <div className="screen" role="alert">
      <h1>{t('failed')}</h1>
      <p>{t('failedText')}</p>
      <p className="quiet">{sentenceOf(error)}</p>
      <Button variant="light" onClick={() => (reset ? reset() : location.reload())}>
        {t('retry')}
      </Button>
    </div>
  )
}

export function NotFound() {
  const t = useText<typeof vi>('shell')
  return (
    <div className="screen">
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundText')}</p>
      <Link to="/">{t('backToDesk')}</Link>
    </div>
  )
}
