import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { Link } from './navigate.tsx'
import { isMissingPart, isNewVersion } from './new-version.ts'
import { sentenceOf } from './notices.tsx'
import { useMe, useStanding } from './session.tsx'
import { useActIn } from './standing.ts'

/** A screen that could not be shown: says what is safe and what to do. */
export function ScreenFailed({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useText<typeof vi>('shell')
  const missingPart = isMissingPart(error)
  useEffect(() => {
    // The page is of the program before it was changed: what it asks for is not there any more.
    if (missingPart) void isNewVersion().then((is) => is && location.reload())
  }, [missingPart])
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

/** Nothing here; for whoever has several posts, the others, in which it may be open. */
export function NotFound() {
  const t = useText<typeof vi>('shell')
  const me = useMe()
  const standing = useStanding()
  const act = useActIn()
  const others = me.standings.filter((one) => one !== standing)
  return (
    <div className="screen">
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundText')}</p>
      {others.length > 0 && (
        <>
          <p>{t('notFoundElsewhere', { title: me.positionTitle, unit: me.unitName })}</p>
          <p style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
            {others.map((one) => (
              <Button
                key={`${one.positionId}${one.delegationId}`}
                variant="default"
                onClick={() => void act(one.positionId, one.delegationId)}
              >
                <span>
                  <span lang="vi">
                    {one.title}, {one.unitName}
                  </span>
                  {one.heldAs && ` (${t(`heldAs.${one.heldAs}`)})`}
                  {one.actingForName && ` · ${t('actingFor', { name: one.actingForName })}`}
                </span>
              </Button>
            ))}
          </p>
        </>
      )}
      <Link to="/">{t('backToDesk')}</Link>
    </div>
  )
}
