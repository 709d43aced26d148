import { NativeSelect, Select, TextInput } from '@mantine/core'
import { courses } from '@mocban/contract/organisation-courses'
import type { Demand, StaffedHolder, StaffedPost } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { LevelSelect } from './demand-form.tsx'
import type vi from './messages/vi.ts'
import { placeName, useStaffingWords } from './words.ts'

const degree = 'degree'
interface Seat {
  post: StaffedPost
  holder: StaffedHolder
}

/** Those who miss what a course gives and are in no such course yet; each once. */
function whoMisses(posts: StaffedPost[], aim: string): Seat[] {
  const seats = posts.flatMap((post) => post.holders.map((holder): Seat => ({ post, holder })))
  const learns = ({ post, holder }: Seat) =>
    post.courses.some(
      (one) =>
        one.personId === holder.personId &&
        one.state !== 'passed' &&
        (aim === degree ? one.fieldCode !== null : one.certificateCode === aim),
    )
  const misses = ({ holder }: Seat) =>
    aim === degree ? holder.lacksField || holder.lacksLevel : holder.lacks.includes(aim)
  const found = seats.filter((one) => misses(one) && !learns(one))
  return [...new Map(found.map((one) => [one.holder.personId, one])).values()]
}

/** Plans a course for those in the chosen posts who miss what it gives, or puts them into one that is planned. */
export function PlanCourseDialog(props: {
  posts: StaffedPost[]
  /** What the list is filtered by: offered first. */
  lack?: string | undefined
  close: () => void
}) {
  const { posts, close } = props
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const people = new Set(posts.flatMap((post) => post.holders.map((one) => one.personId))).size
  const aims = [...new Set(posts.flatMap((post) => post.holders.flatMap((one) => one.lacks))), degree]
    .map((aim) => ({ aim, count: whoMisses(posts, aim).length }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count)
  const [chosen, setAim] = useState<string | null>(null)
  const lack = props.lack === 'field' || props.lack === 'level' ? degree : props.lack
  const aim = chosen ?? (aims.find((one) => one.aim === lack) ?? aims[0])?.aim ?? null
  const demand = posts.find(
    (post) => post.demand && post.holders.some((one) => one.lacksField || one.lacksLevel),
  )?.demand
  const [field, setField] = useState<string | null>(demand?.fields[0] ?? null)
  const [level, setLevel] = useState<Demand['leastLevel']>(demand?.leastLevel ?? 'university')
  const [into, setInto] = useState('')
  const [name, setName] = useState('')
  const [provider, setProvider] = useState('')
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const [lastDay, setLastDay] = useState<string | null>(null)
  const others = useRoute(courses.list, { query: { state: 'planned' } })
  const open = others.data?.filter((one) => (aim === degree ? one.fieldCode : one.certificateCode === aim)) ?? []
  const seats = aim ? whoMisses(posts, aim) : []
  const done = (answer: { people: number }) => {
    notify.done(t('planned', { count: answer.people }))
    close()
  }
  const plan = useAct(courses.plan, { done })
  const join = useAct(courses.addPeople, { done })
  const submit = () => {
    const learners = seats.map(({ post, holder }) => ({ personId: holder.personId, positionId: post.positionId }))
    if (into) return join.mutate({ params: { id: into }, body: { people: learners } })
    if (!aim || !from || !lastDay || learners.length === 0) return
    if (aim === degree && (!field || !level)) return
    const gives = aim === degree && field && level ? { degree: { fieldCode: field, level } } : { certificateCode: aim }
    plan.mutate({ body: { name: name.trim() || words.name(aim), provider, from, lastDay, people: learners, ...gives } })
  }
  if (aims.length === 0 || !aim)
    return (
      <FormDialog title={t('planCourse')} act={t('planCourse')} busy={false} close={close} submit={close}>
        <p>{t('nobodyMisses')}</p>
      </FormDialog>
    )
  return (
    <FormDialog
      title={t('planCourse')}
      act={t('planCourse')}
      busy={plan.isPending || join.isPending}
      close={close}
      submit={submit}
    >
      <NativeSelect
        label={t('aim')}
        value={aim}
        onChange={(event) => {
          setAim(event.currentTarget.value)
          setInto('')
        }}
        data={aims.map((one) => ({
          value: one.aim,
          label: t('aimCount', { name: one.aim === degree ? t('degreeAim') : words.name(one.aim), count: one.count }),
        }))}
      />
      {open.length > 0 && (
        <NativeSelect
          label={t('into')}
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
          data={[
            { value: '', label: t('newCourse') },
            ...open.map((one) => ({ value: one.id, label: `${one.name} (${formatDate(one.from)})` })),
          ]}
        />
      )}
      {!into && (
        <>
          {aim === degree && (
            <>
              <Select
                label={t('field')}
                required
                searchable
                value={field}
                onChange={setField}
                data={words.fieldOptions}
              />
              <LevelSelect label={t('level')} value={level} onChange={setLevel} />
            </>
          )}
          <TextInput
            label={t('courseName')}
            lang="vi"
            placeholder={aim === degree ? '' : words.name(aim)}
            required={aim === degree}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('provider')}
            lang="vi"
            value={provider}
            onChange={(event) => setProvider(event.currentTarget.value)}
          />
          <DateField label={t('firstDay')} value={from} onChange={setFrom} required />
          <DateField label={t('lastDay')} value={lastDay} onChange={setLastDay} required />
        </>
      )}
      <p style={{ margin: '6px 0 0' }}>{t('takesPart', { eligible: seats.length, all: people })}</p>
      <ul
        className="staffing-lines"
        style={{ maxHeight: 160, overflowY: 'auto' }}
        aria-label={t('takingPart')}
        tabIndex={0}
      >
        {seats.map(({ post, holder }) => (
          <li key={holder.personId} lang="vi">
            {holder.fullName}{' '}
            <span className="quiet">
              {post.title}, {placeName(post.agencyName)}
            </span>
          </li>
        ))}
      </ul>
    </FormDialog>
  )
}
