import { ActionIcon, Menu } from '@mantine/core'
import { organisationActs as routes } from '@mocban/contract/organisation-acts'
import type { CommitteeMember, PostHolder, UnitCard, UnitPost, UnitVersion } from '@mocban/contract/organisation-chart'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type Act, Acts } from '../../shell/acts.tsx'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { useGo } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type staffingVi from '../staffing/messages/vi.ts'
import { RequirementDialog } from '../staffing/requirement-dialog.tsx'
import { AppointDialog, BackDialog, EndAppointmentDialog, LeaveDialog } from './appointment-dialogs.tsx'
import { MemberDialog } from './member-dialog.tsx'
import type vi from './messages/vi.ts'
import { EndPostDialog, PostDialog } from './post-dialogs.tsx'
import { ChangeUnitDialog, CreateUnitDialog, EndUnitDialog, MoveUnitDialog } from './unit-dialogs.tsx'

const allowed = { allowed: true, because: null }

/** What an administrator does with a unit. */
export function UnitActs({ card, unit }: { card: UnitCard; unit: UnitVersion }) {
  const t = useText<typeof vi>('chart-acts')
  const [open, setOpen] = useState<string | null>(null)
  const close = () => setOpen(null)
  const act = (key: 'createPost' | 'addMember' | 'createUnit' | 'changeUnit' | 'moveUnit' | 'endUnit'): Act => ({
    key,
    label: t(key),
    permission: allowed,
    run: () => setOpen(key),
    ...(key === 'endUnit' ? { danger: true, secondary: true } : {}),
  })
  const dialogs: Record<string, () => ReactNode> = {
    createPost: () => <PostDialog unitId={card.id} close={close} />,
    addMember: () => <MemberDialog unitId={card.id} committee={unit.name} close={close} />,
    createUnit: () => <CreateUnitDialog unitId={card.id} close={close} />,
    changeUnit: () => <ChangeUnitDialog unitId={card.id} unit={unit} close={close} />,
    moveUnit: () => <MoveUnitDialog unitId={card.id} unit={unit} close={close} />,
    endUnit: () => <EndUnitDialog unitId={card.id} unit={unit} close={close} />,
  }
  return (
    <>
      <Acts
        acts={[
          act(unit.kind === 'committee' ? 'addMember' : 'createPost'),
          act('createUnit'),
          act('changeUnit'),
          ...(unit.parentId ? [act('moveUnit'), act('endUnit')] : []),
        ]}
      />
      {open && dialogs[open]?.()}
    </>
  )
}

/** What an administrator does with a post and with who holds it. */
export function PostActs({ unitId, agencyId, post }: { unitId: string; agencyId: string; post: UnitPost }) {
  const t = useText<typeof vi>('chart-acts')
  const staffing = useText<typeof staffingVi>('staffing')
  const go = useGo()
  const [open, setOpen] = useState<{ act: string; holder?: PostHolder } | null>(null)
  const close = () => setOpen(null)
  const { holder } = open ?? {}
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t('actsOn', { name: post.title })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen({ act: 'appoint' })}>{t('appoint')}</Menu.Item>
          <Menu.Item onClick={() => setOpen({ act: 'change' })}>{t('changePost')}</Menu.Item>
          <Menu.Item onClick={() => setOpen({ act: 'needs' })}>{staffing('changeNeeds')}</Menu.Item>
          {post.holders.map((one) => (
            <div key={one.appointmentId}>
              <Menu.Label>{one.fullName}</Menu.Label>
              <Menu.Item onClick={() => setOpen({ act: 'leave', holder: one })}>{t('setLeave')}</Menu.Item>
              {one.leave && (
                <Menu.Item onClick={() => setOpen({ act: 'back', holder: one })}>{t('backFromLeave')}</Menu.Item>
              )}
              <Menu.Item onClick={() => go(`/organisation/staffing/people/${one.personId}`)}>
                {staffing('openTraining')}
              </Menu.Item>
              <Menu.Item color="vermilion" onClick={() => setOpen({ act: 'end-appointment', holder: one })}>
                {t(one.from > todayInVietnam() ? 'withdrawAppointment' : 'endAppointment')}
              </Menu.Item>
            </div>
          ))}
          {post.holders.length === 0 && (
            <Menu.Item color="vermilion" onClick={() => setOpen({ act: 'end' })}>
              {t('endPost')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open?.act === 'appoint' && <AppointDialog post={post} close={close} />}
      {open?.act === 'change' && <PostDialog unitId={unitId} post={post} close={close} />}
      {open?.act === 'needs' && <RequirementDialog positionId={post.id} title={post.title} close={close} />}
      {open?.act === 'end' && <EndPostDialog post={post} close={close} />}
      {holder && open?.act === 'leave' && <LeaveDialog holder={holder} close={close} />}
      {holder?.leave && open?.act === 'back' && (
        <BackDialog name={holder.fullName} leave={holder.leave} close={close} />
      )}
      {holder && open?.act === 'end-appointment' && (
        <EndAppointmentDialog post={post} holder={holder} agencyId={agencyId} close={close} />
      )}
    </>
  )
}

/** Ends a seat on a committee with today; takes back one that has not begun. */
export function MemberActs({ member }: { member: CommitteeMember }) {
  const t = useText<typeof vi>('chart-acts')
  const name = member.fullName ?? member.title ?? ''
  const notBegun = member.from > todayInVietnam()
  const end = useAct(routes.endMember, {
    done: () => notify.done(t(notBegun ? 'seatWithdrawn' : 'seatEnded', { name })),
  })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('actsOn', { name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="vermilion"
          onClick={() => end.mutate({ params: { id: member.id }, body: { lastDay: todayInVietnam() } })}
        >
          {t(notBegun ? 'withdrawSeat' : 'endSeat')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
