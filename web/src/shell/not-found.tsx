import { Button } from '@mantine/core'
import { useActIn } from './act-in.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { Link } from './navigate.tsx'
import { useMe, useStanding } from './session.tsx'

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
