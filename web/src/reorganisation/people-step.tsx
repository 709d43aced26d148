import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { PlacementRow, PlanView } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { DataTable } from '../shell/data-table.tsx'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { usePages } from '../shell/queries.ts'
import { ImportPlacements } from './import-placements.tsx'
import type vi from './messages/vi.ts'
import { PlaceDialog } from './place-dialog.tsx'

/** Who goes where: by the rule, by a list, or as a person decided for one. */
export function PeopleStep({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const [q, setQ] = useState('')
  const [words] = useDebouncedValue(q.trim(), 250)
  const [placing, setPlacing] = useState<PlacementRow | null>(null)
  const list = usePages(reorganisation.placements, { ...(words ? { q: words } : {}), limit: 100 }, { id: plan.id })
  return (
    <section aria-label={t('step.people')}>
      <p className="quiet" style={{ maxWidth: '85ch' }}>
        {t('peopleHint')}
      </p>
      {plan.may.change && <ImportPlacements plan={plan} />}
      <div className="reorganisation-bar">
        <TextInput
          aria-label={t('findPerson')}
          placeholder={t('findPerson')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          data-list-filter
        />
      </div>
      <DataTable<PlacementRow>
        label={t('step.people')}
        rows={list.rows}
        idOf={(row) => row.appointmentId}
        loading={list.isPending}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={
          <EmptyState>{words ? t('nobodyFound') : plan.check.at ? t('nobodyMoves') : t('peopleLater')}</EmptyState>
        }
        columns={[
          {
            key: 'person',
            title: t('person'),
            main: true,
            width: 200,
            cell: (row) => <span lang="vi">{row.person.name}</span>,
          },
          {
            key: 'from',
            title: t('before'),
            named: true,
            cell: (row) => <Post unit={row.from.unitName} title={row.from.title} />,
          },
          {
            key: 'to',
            title: t('after'),
            named: true,
            cell: (row) =>
              row.to ? (
                <>
                  <Post unit={row.to.unitName} title={row.to.title} />
                  {row.to.leads && <span className="seal-mark ink-mark">{t('leads')}</span>}
                </>
              ) : (
                <span className="late">{t('leaves')}</span>
              ),
          },
          { key: 'by', title: t('placedBy'), width: 130, named: true, cell: (row) => t(`by.${row.by}`) },
          {
            key: 'brings',
            title: t('brings'),
            cell: (row) => {
              const parts = (['documents', 'tasks', 'drafts', 'reviews'] as const).filter(
                (one) => row.holdings[one] > 0,
              )
              return parts.length === 0 ? (
                <span className="quiet">–</span>
              ) : (
                parts.map((one) => `${t(`brings.${one}`)} ${row.holdings[one]}`).join(' · ')
              )
            },
          },
          ...(plan.may.change
            ? [
                {
                  key: 'acts',
                  title: t('acts'),
                  width: 120,
                  cell: (row: PlacementRow) => (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('placeOf', { name: row.person.name })}
                      onClick={() => setPlacing(row)}
                    >
                      {t('placeElse')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {placing && <PlaceDialog plan={plan} row={placing} close={() => setPlacing(null)} />}
    </section>
  )
}

function Post({ unit, title }: { unit: string; title: string }) {
  return (
    <div lang="vi">
      {title} <span className="quiet">· {unit}</span>
    </div>
  )
}
