import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core'
import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import type { UnitPost } from '@mocban/contract/organisation-chart'
import { type Capability, capabilities } from '@mocban/contract/route'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type chartVi from '../chart/messages/vi.ts'
import { useShownDay } from '../chart/shown-day.ts'
import type vi from './messages/vi.ts'

/** Creates a post in a unit, or changes one: what it is called and what whoever holds it may do. */
export function PostDialog({ unitId, post, close }: { unitId: string; post?: UnitPost; close: () => void }) {
  const t = useText<typeof vi>('chart-acts')
  const chart = useText<typeof chartVi>('chart')
  const [title, setTitle] = useState(post?.title ?? '')
  const [titleEn, setTitleEn] = useState(post?.titleEn ?? '')
  const [leads, setLeads] = useState(post?.leads ?? false)
  const [rank, setRank] = useState(post?.rank ?? 9)
  const [may, setMay] = useState<string[]>(post?.capabilities ?? ['draft'])
  const [from, setFrom] = useState<string | null>(useShownDay())
  const done = () => {
    notify.done(t('postSaved', { title }))
    close()
  }
  const create = useAct(acts.createPost, { done })
  const change = useAct(acts.changePost, { done })
  const facts = { title, titleEn, leads, rank, capabilities: may as Capability[] }
  const submit = () => {
    if (post) change.mutate({ params: { id: post.id }, body: facts })
    else if (from) create.mutate({ body: { ...facts, unitId, from } })
  }
  return (
    <FormDialog
      title={t(post ? 'changePost' : 'createPost')}
      act={t('save')}
      busy={create.isPending || change.isPending}
      close={close}
      submit={submit}
    >
      <TextInput
        label={t('title')}
        lang="vi"
        required
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label={t('titleEn')}
        lang="en"
        value={titleEn}
        onChange={(event) => setTitleEn(event.currentTarget.value)}
      />
      {!post && <DateField label={t('fromDay')} value={from} onChange={setFrom} required />}
      <Checkbox label={t('leadsUnit')} checked={leads} onChange={(event) => setLeads(event.currentTarget.checked)} />
      <NumberInput
        label={t('rank')}
        min={1}
        max={99}
        value={rank}
        onChange={(value) => setRank(Number(value) || 9)}
        maw={160}
      />
      <Checkbox.Group label={chart('capabilities')} value={may} onChange={setMay}>
        <Group mt={6} gap="sm">
          {capabilities.map((one) => (
            <Checkbox key={one} value={one} label={chart(`can.${one}`)} />
          ))}
        </Group>
      </Checkbox.Group>
    </FormDialog>
  )
}

/** Ends a post that nobody holds. */
export function EndPostDialog({ post, close }: { post: UnitPost; close: () => void }) {
  const t = useText<typeof vi>('chart-acts')
  const [on, setOn] = useState<string | null>(useShownDay())
  const end = useAct(acts.endPost, {
    done: () => {
      notify.done(t('postEnded', { title: post.title }))
      close()
    },
  })
  return (
    <FormDialog
      title={`${t('endPost')}: ${post.title}`}
      act={t('end')}
      danger
      busy={end.isPending}
      close={close}
      submit={() => on && end.mutate({ params: { id: post.id }, body: { on } })}
    >
      <DateField label={t('firstDayWithout')} value={on} onChange={setOn} required />
    </FormDialog>
  )
}
