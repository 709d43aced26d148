import { Button } from '@mantine/core'
import { begunDrafts } from '@mocban/contract/begun-drafts'
import { formatWhen } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Link } from '../../shell/navigate.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Drafts that were begun and never saved, to go on with or to throw away. */
export function BegunDrafts({ current }: { current: string }) {
  const t = useText<typeof vi>('outgoing')
  const drafts = useRoute(begunDrafts.list, {})
  const drop = useAct(begunDrafts.drop)
  const others = (drafts.data ?? []).filter((one) => one.id !== current)
  if (others.length === 0) return null
  return (
    <section className="registration-begun" aria-label={t('draftsBegun')}>
      <strong>{t('draftsBegun')}</strong>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <Link to={`/outgoing/new?draft=${one.id}`}>
              <bdi lang="vi">{one.title || t('draftUntitled')}</bdi>
            </Link>{' '}
            <span className="quiet">{formatWhen(one.updatedAt)}</span>{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => drop.mutate({ params: { id: one.id } })}>
              {t('draftDrop')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
