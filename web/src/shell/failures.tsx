import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { ProblemError } from './client.ts'
import { useText } from './languages.ts'
import { later } from './later.tsx'
import type vi from './messages/vi.ts'
import { isMissingPart, isNewVersion } from './new-version.ts'
import { sentenceOf } from './notices.tsx'

export const NotFound = later(async () => (await import('./not-found.tsx')).NotFound)
/** What the address names is not there, or not for who asks. */
const isNowhere = (error: unknown) => error instanceof ProblemError && error.problem.status === 404

/** A screen that could not be shown: says what is safe and what to do. */
export function ScreenFailed({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useText<typeof vi>('shell')
  const missingPart = isMissingPart(error)
  useEffect(() => {
    // The page is of the program before it was changed: what it asks for is not there any more.
    if (missingPart) void isNewVersion().then((is) => is && location.reload())
  }, [missingPart])
  if (isNowhere(error)) return <NotFound />
  return (
    <div className="screen" role="alert">
      <h1>{t('failed')}</h1>
      <p>{t(missingPart ? 'missingPart' : 'failedText')}</p>
      {!missingPart && <p className="quiet">{sentenceOf(error)}</p>}
      {/* A part that was not loaded is asked for again by a new page only. */}
      <Button variant="light" onClick={() => (reset && !missingPart ? reset() : location.reload())}>
        {t('retry')}
      </Button>
    </div>
  )
}
