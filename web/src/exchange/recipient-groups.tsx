import { Button, MultiSelect, Pill, TextInput } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import type { OutsideGroup } from '@mocban/contract/exchange-directory'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { useText } from '../shell/languages.ts'
import { EmptyState, Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { undoing } from '../shell/undo.ts'
import type vi from './messages/vi.ts'

export interface Recipient {
  id: string
  code: string
  name: string
}

/** Recipients that are often addressed together, under one name; who issues documents keeps those of the agency. */
export function RecipientGroups({ keeps }: { keeps: boolean }) {
  const t = useText<typeof vi>('exchange')
  const { data: groups } = useRoute(exchange.groups, {})
  const [open, setOpen] = useState<OutsideGroup | null>(null)
  if (!groups) return null
  return (
    <Section title={t('groups')}>
      {groups.length === 0 ? (
        <EmptyState>{t(keeps ? 'groupsEmpty' : 'groupsNone')}</EmptyState>
      ) : (
        <table className="table stacks" aria-label={t('groups')}>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('members')}</th>
              {keeps && <th scope="col">{t('acts')}</th>}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.id}>
                <th scope="row" className="main-cell" lang="vi">
                  {group.name}
                </th>
                <td>
                  <span className="quiet">{t('memberCount', { count: group.members.length })}</span>{' '}
                  <span lang="vi">{group.members.map((one) => one.name).join(' · ')}</span>
                </td>
                {keeps && <td>{group.own && <GroupActs group={group} change={() => setOpen(group)} />}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <GroupForm group={open} members={open.members} close={() => setOpen(null)} />}
    </Section>
  )
}

function GroupActs({ group, change }: { group: OutsideGroup; change: () => void }) {
  const t = useText<typeof vi>('exchange')
  const { id, name, version } = group
  const back = { body: { name, members: group.members.map((one) => one.id) } }
  const remove = useAct(exchange.removeGroup, {
    // A group whose members have all ended cannot be made again.
    done: () =>
      notify.done(t('groupRemoved', { name }), back.body.members.length ? undoing(exchange.addGroup, back) : undefined),
  })
  return (
    <div style={{ display: 'flex', gap: 6 }}>
      <Button size="compact-xs" variant="default" aria-label={t('changeOf', { name })} onClick={change}>
        {t('change')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('removeOf', { name })}
        loading={remove.isPending}
        onClick={() => remove.mutate({ params: { id }, query: { version } })}
      >
        {t('remove')}
      </Button>
    </div>
  )
}

/** Name and members of a new group, or of one there is. */
export function GroupForm({
  group,
  members,
  close,
}: {
  group: OutsideGroup | null
  members: Recipient[]
  close: (saved: boolean) => void
}) {
  const t = useText<typeof vi>('exchange')
  const { data: groups = [] } = useRoute(exchange.groups, {})
  const [name, setName] = useState(group?.name ?? '')
  const [chosen, setChosen] = useState(members)
  const [words, setWords] = useState('')
  const q = words.trim()
  const { data: found = [] } = useRoute(exchange.agencies, q.length > 1 ? { query: { q } } : undefined)
  const done = () => {
    notify.done(t('groupSaved', { name: name.trim() }))
    close(true)
  }
  const save = useAct(exchange.addGroup, { done })
  const change = useAct(exchange.changeGroup, { done })
  const taken = groups.some((one) => one.own && one.id !== group?.id && one.name === name.trim())
  const known = new Map([...chosen, ...found].map((one) => [one.id, one]))
  const body = { name: name.trim(), members: chosen.map((one) => one.id) }
  const ready = body.name !== '' && !taken && chosen.length > 0
  return (
    <ConfirmAct
      title={group ? group.name : t('newGroup')}
      confirm={t('save')}
      busy={save.isPending || change.isPending}
      disabled={!ready}
      onClose={() => close(false)}
      onConfirm={() =>
        group
          ? change.mutate({ params: { id: group.id }, body: { ...body, version: group.version } })
          : save.mutate({ body })
      }
    >
      <TextInput
        label={t('groupName')}
        placeholder={t('groupNameExample')}
        maxLength={100}
        data-autofocus
        value={name}
        error={taken ? t('groupTaken') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        mt={8}
        label={t('members')}
        description={t('membersHow')}
        data={[...known.values()].map((one) => ({ value: one.id, label: `${one.name} (${one.code})` }))}
        value={body.members}
        onChange={(ids) => setChosen(ids.flatMap((id) => known.get(id) ?? []))}
        searchable
        searchValue={words}
        onSearchChange={setWords}
        // The server has found them, by name or code, with or without diacritics.
        filter={({ options }) => options}
        hidePickedOptions
        renderOption={({ option }) => <span lang="vi">{option.label}</span>}
        renderPill={({ option, onRemove }) => (
          <Pill lang="vi" withRemoveButton {...(onRemove ? { onRemove } : {})}>
            {option.label}
          </Pill>
        )}
        maxValues={500}
      />
    </ConfirmAct>
  )
}
