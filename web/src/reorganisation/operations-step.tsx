import { ActionIcon, Button, Menu, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { reorganisation } from '@mocban/contract/reorganisation'
import {
  type OperationKind,
  type OperationRow,
  operationKinds,
  type PlanView,
} from '@mocban/contract/reorganisation-plan'
import { IconDots } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { DataTable } from '../shell/data-table.tsx'
import { formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useFilters } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, usePages } from '../shell/queries.ts'
import { ImportLists } from './import-lists.tsx'
import type vi from './messages/vi.ts'
import { OperationDialog } from './operation-dialog.tsx'
import { OperationLine } from './operation-words.tsx'
import { madeBy } from './unit-picker.tsx'

/** What is to be done, in its order: built line by line, or made from two lists. */
export function OperationsStep({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const [filters, change] = useFilters()
  const [dialog, setDialog] = useState<{ kind: OperationKind; row?: OperationRow } | null>(null)
  const [q, setQ] = useState('')
  const [words] = useDebouncedValue(q.trim(), 250)
  const kind = operationKinds.find((one) => one === filters.kind)
  const params = { id: plan.id }
  const query = { ...(kind ? { kind } : {}), ...(words ? { q: words } : {}), limit: 100 }
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    reorganisation.operations,
    query,
    params,
  )
  const add = useAct(reorganisation.addOperation)
  const remove = useAct(reorganisation.removeOperation)
  const move = useAct(reorganisation.moveOperation)
  const planned = useMemo(() => new Map(rows.flatMap(madeBy).map((one) => [one.key, one.name])), [rows])
  const inside = (row: OperationRow) => ({ params: { id: plan.id, operationId: row.id } })
  /** Taken out at once, and put back where it was by undoing. */
  const takeOut = (row: OperationRow) => {
    const before = rows[rows.findIndex((one) => one.id === row.id) + 1]?.id ?? null
    remove.mutate(
      { ...inside(row), body: { version: plan.version } },
      {
        onSuccess: ({ version }) =>
          notify.done(t('operationRemoved', { number: row.ordinal }), () =>
            add.mutate({ params: { id: plan.id }, body: { version, operation: row.operation, before } }),
          ),
      },
    )
  }
  return (
    <section aria-label={t('step.operations')}>
      {plan.may.change && <ImportLists plan={plan} />}
      <div className="reorganisation-bar">
        {plan.may.change && (
          <Menu position="bottom-start" shadow="md">
            <Menu.Target>
              <Button>{t('addOperation')}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {operationKinds.map((one) => (
                <Menu.Item key={one} onClick={() => setDialog({ kind: one })}>
                  {t(`operation.${one}`)}
                  <div className="quiet">{t(`operationHint.${one}`)}</div>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <TextInput
          aria-label={t('filterByName')}
          placeholder={t('filterByName')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          data-list-filter
        />
        <div style={{ overflowX: 'auto' }}>
          <SegmentedControl
            aria-label={t('operationKind')}
            value={kind ?? ''}
            onChange={(value) => change({ kind: value || undefined })}
            data={[
              { value: '', label: t('all') },
              ...operationKinds
                .filter((one) => plan.operationKinds[one])
                .map((one) => ({
                  value: one,
                  label: `${t(`operation.${one}`)} ${formatNumber(plan.operationKinds[one] ?? 0, language)}`,
                })),
            ]}
          />
        </div>
      </div>
      <DataTable<OperationRow>
        label={t('step.operations')}
        rows={rows}
        idOf={(row) => row.id}
        loading={isPending}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={<EmptyState>{words || kind ? t('noOperationFits') : t('noOperations')}</EmptyState>}
        columns={[
          { key: 'n', title: t('number'), width: 60, cell: (row) => <span className="quiet">{row.ordinal}</span> },
          { key: 'kind', title: t('operationKind'), width: 150, cell: (row) => t(`operation.${row.operation.kind}`) },
          { key: 'what', title: t('what'), main: true, cell: (row) => <OperationLine row={row} planned={planned} /> },
          ...(plan.may.change
            ? [
                {
                  key: 'acts',
                  title: t('acts'),
                  width: 60,
                  cell: (row: OperationRow) => (
                    <Menu position="bottom-end" shadow="md">
                      <Menu.Target>
                        <ActionIcon variant="subtle" aria-label={t('actsOn', { number: row.ordinal })}>
                          <IconDots size={18} />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => setDialog({ kind: row.operation.kind, row })}>
                          {t('changeIt')}
                        </Menu.Item>
                        {rows[0] && rows[0].id !== row.id && (
                          <Menu.Item
                            onClick={() =>
                              move.mutate({
                                ...inside(row),
                                body: { version: plan.version, before: rows[0]?.id ?? null },
                              })
                            }
                          >
                            {t('moveFirst')}
                          </Menu.Item>
                        )}
                        <Menu.Item
                          onClick={() => move.mutate({ ...inside(row), body: { version: plan.version, before: null } })}
                        >
                          {t('moveLast')}
                        </Menu.Item>
                        <Menu.Item color="vermilion" onClick={() => takeOut(row)}>
                          {t('removeIt')}
                        </Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  ),
                },
              ]
            : []),
        ]}
      />
      {dialog && <OperationDialog plan={plan} {...dialog} close={() => setDialog(null)} />}
    </section>
  )
}
