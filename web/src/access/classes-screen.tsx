import { Button, MultiSelect, Pill, TextInput } from '@mantine/core'
import { accessRules, type ConfidentialityClass } from '@mocban/contract/access'
import { documents } from '@mocban/contract/documents'
import { useState } from 'react'
import { AddresseePicker } from '../organisation/pickers.tsx'
import { FormDialog } from '../shell/form-dialog.tsx'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useCan, useMe } from '../shell/session.tsx'
import { undoing } from '../shell/undo.ts'
import type vi from './messages/vi.ts'

/** The agency's classes of confidentiality: read by everybody in it, set by its administrator. */
export default function ClassesScreen() {
  const t = useText<typeof vi>('access')
  const admin = useCan('administer')
  const { data } = useRoute(accessRules.list, {})
  const [making, setMaking] = useState(false)
  return (
    <div className="screen" style={{ maxWidth: 920 }}>
      <h1>{t('classes')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('classesHint')} {!admin && t('onlyAdministrator')}
      </p>
      {admin && (
        <Button onClick={() => setMaking(true)} mb={12}>
          {t('newClass')}
        </Button>
      )}
      {data?.length === 0 && <EmptyState>{t('noClasses')}</EmptyState>}
      {data?.map((one) => (
        <ClassSection key={one.id} of={one} admin={admin} />
      ))}
      {making && <NewClass close={() => setMaking(false)} />}
    </div>
  )
}

function ClassSection({ of, admin }: { of: ConfidentialityClass; admin: boolean }) {
  const t = useText<typeof vi>('access')
  const language = useLanguage()
  const me = useMe()
  const types = useRoute(documents.types, {})
  const change = useAct(accessRules.change, { done: () => notify.done(t('saved')) })
  const add = useAct(accessRules.addMember, { done: () => notify.done(t('saved')) })
  const end = useAct(accessRules.endMember)
  const takeOut = ({ id, name }: ConfidentialityClass['members'][number]) =>
    end.mutate(
      { params: { id } },
      {
        onSuccess: () => notify.done(t('takenOut', { name }), undoing(accessRules.restoreMember, { params: { id } })),
      },
    )
  const mayChange = admin && of.active
  const typeNames = (types.data ?? []).map((type) => ({
    value: type.code,
    label: language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr,
  }))
  return (
    <section className="section" aria-label={of.name}>
      <h2 style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <span style={{ flex: 1 }} lang="vi" className={of.active ? '' : 'quiet'}>
          {of.name} {!of.active && <small>({t('notInUse')})</small>}
        </span>
        {admin && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t(of.active ? 'stopUsingOf' : 'useAgainOf', { name: of.name })}
            loading={change.isPending}
            onClick={() => change.mutate({ params: { id: of.id }, body: { active: !of.active } })}
          >
            {t(of.active ? 'stopUsing' : 'useAgain')}
          </Button>
        )}
      </h2>
      <p style={{ margin: '0 0 4px' }}>{t('belongs')}</p>
      <Pill.Group mb={8}>
        {of.members.length === 0 && <span className="quiet">{t('nobodyBelongs')}</span>}
        {of.members.map((member) => (
          <Pill
            key={member.id}
            size="md"
            lang="vi"
            withRemoveButton={admin}
            onRemove={() => takeOut(member)}
            removeButtonProps={{ 'aria-label': t('takeOut', { name: member.name }), tabIndex: 0 }}
          >
            {[member.name, member.note].filter(Boolean).join(', ')}
          </Pill>
        ))}
      </Pill.Group>
      {mayChange && (
        <AddresseePicker
          label={t('addMember')}
          value={[]}
          onChange={([picked]) =>
            picked &&
            add.mutate({
              params: { id: of.id },
              body: picked.addressee.positionId
                ? { positionId: picked.addressee.positionId }
                : { unitId: picked.addressee.unitId },
            })
          }
          units={(unit) => unit.agencyId === me.agencyId || unit.kind === 'committee'}
          people={{ agencyId: me.agencyId }}
        />
      )}
      {mayChange ? (
        <MultiSelect
          mt={8}
          label={t('typesOf')}
          description={t('typesHint')}
          searchable
          value={of.typeCodes}
          onChange={(typeCodes) => change.mutate({ params: { id: of.id }, body: { typeCodes } })}
          data={typeNames}
        />
      ) : (
        of.typeCodes.length > 0 && (
          <p style={{ margin: '8px 0 0' }}>
            <span className="quiet">{t('typesOf')}:</span>{' '}
            {typeNames.flatMap((one) => (of.typeCodes.includes(one.value) ? [one.label] : [])).join(', ')}
          </p>
        )
      )}
    </section>
  )
}

function NewClass({ close }: { close: () => void }) {
  const t = useText<typeof vi>('access')
  const [name, setName] = useState('')
  const create = useAct(accessRules.create, {
    done: () => {
      notify.done(t('saved'))
      close()
    },
  })
  return (
    <FormDialog
      title={t('newClass')}
      act={t('newClass')}
      busy={create.isPending}
      close={close}
      submit={() => create.mutate({ body: { name } })}
    >
      <TextInput
        label={t('className')}
        description={t('classNameHint')}
        lang="vi"
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
